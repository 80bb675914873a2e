import { roomTexts } from "../../i18n";
import type { AskingTexts } from "./fr";

export const texts = roomTexts<AskingTexts>({ fr: () => import("./fr"), en: () => import("./en") });
