import { roomTexts } from "../../i18n";
import type { CarnetTexts } from "./fr";

export const texts = roomTexts<CarnetTexts>({ fr: () => import("./fr"), en: () => import("./en") });
