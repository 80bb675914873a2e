import { roomTexts } from "../../i18n";
import type { TreatmentTexts } from "./fr";

export const texts = roomTexts<TreatmentTexts>({ fr: () => import("./fr"), en: () => import("./en") });
