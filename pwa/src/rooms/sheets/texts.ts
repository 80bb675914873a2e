import { roomTexts } from "../../i18n";
import type { SheetsTexts } from "./fr";

export const texts = roomTexts<SheetsTexts>({ fr: () => import("./fr"), en: () => import("./en") });
