import { roomTexts } from "../../i18n";
import type { ReportTexts } from "./fr";

export const texts = roomTexts<ReportTexts>({ fr: () => import("./fr"), en: () => import("./en") });
