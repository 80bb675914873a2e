import { roomTexts } from "../../i18n";
import type { EmergencyTexts } from "./fr";

export const texts = roomTexts<EmergencyTexts>({ fr: () => import("./fr"), en: () => import("./en") });
