import { roomTexts } from "../../i18n";
import type { PortabilityTexts } from "./fr";

export const texts = roomTexts<PortabilityTexts>({ fr: () => import("./fr"), en: () => import("./en") });
