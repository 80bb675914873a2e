import { roomTexts } from "../../i18n";
import type { MeasurementTexts } from "./fr";

export const texts = roomTexts<MeasurementTexts>({ fr: () => import("./fr"), en: () => import("./en") });
