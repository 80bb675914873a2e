import { roomTexts } from "../../i18n";
import type { DocumentsTexts } from "./fr";

export const texts = roomTexts<DocumentsTexts>({ fr: () => import("./fr"), en: () => import("./en") });
