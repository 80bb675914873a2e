import { roomTexts } from "../../i18n";
import type { MeasureTexts } from "./measures.fr";

export const texts = roomTexts<MeasureTexts>({ fr: () => import("./measures.fr"), en: () => import("./measures.en") });
