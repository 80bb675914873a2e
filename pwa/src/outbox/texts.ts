import { roomTexts } from "../i18n";
import type { OutboxTexts } from "./fr";

export const texts = roomTexts<OutboxTexts>({ fr: () => import("./fr"), en: () => import("./en") });
