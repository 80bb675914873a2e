import { roomTexts } from "../../i18n";
import type { AuditTexts } from "./fr";

export const texts = roomTexts<AuditTexts>({ fr: () => import("./fr"), en: () => import("./en") });
