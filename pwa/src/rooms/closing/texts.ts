import { roomTexts } from "../../i18n";
import type { ClosingTexts } from "./fr";

export const texts = roomTexts<ClosingTexts>({ fr: () => import("./fr"), en: () => import("./en") });
