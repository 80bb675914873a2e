import { roomTexts } from "../../i18n";
import type { CarersTexts } from "./fr";

export const texts = roomTexts<CarersTexts>({ fr: () => import("./fr"), en: () => import("./en") });
