import { roomTexts } from "../../i18n";
import type { AgendaTexts } from "./fr";

export const texts = roomTexts<AgendaTexts>({ fr: () => import("./fr"), en: () => import("./en") });
