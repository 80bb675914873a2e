import { roomTexts } from "../../i18n";
import type { CapturesTexts } from "./fr";

export const texts = roomTexts<CapturesTexts>({ fr: () => import("./fr"), en: () => import("./en") });
