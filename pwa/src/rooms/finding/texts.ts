import { roomTexts } from "../../i18n";
import type { FindingTexts } from "./fr";

export const texts = roomTexts<FindingTexts>({ fr: () => import("./fr"), en: () => import("./en") });
