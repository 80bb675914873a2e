import { roomTexts } from "../../i18n";
import type { JournalTexts } from "./fr";

export const texts = roomTexts<JournalTexts>({ fr: () => import("./fr"), en: () => import("./en") });
