import { roomTexts } from "../../i18n";
import type { ImportingTexts } from "./fr";

export const texts = roomTexts<ImportingTexts>({ fr: () => import("./fr"), en: () => import("./en") });
