import { roomTexts } from "../../i18n";
import type { MasksTexts } from "./fr";

export const texts = roomTexts<MasksTexts>({ fr: () => import("./fr"), en: () => import("./en") });
