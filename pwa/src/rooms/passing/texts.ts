import { roomTexts } from "../../i18n";
import type { PassingTexts } from "./fr";

export const texts = roomTexts<PassingTexts>({ fr: () => import("./fr"), en: () => import("./en") });
