import { roomTexts } from "../../i18n";
import type { ScanningTexts } from "./fr";

export const texts = roomTexts<ScanningTexts>({ fr: () => import("./fr"), en: () => import("./en") });
