import { roomTexts } from "../../i18n";
import type { AgreeingTexts } from "./fr";

export const texts = roomTexts<AgreeingTexts>({ fr: () => import("./fr"), en: () => import("./en") });
