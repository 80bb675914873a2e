import { roomTexts } from "../../i18n";
import type { BlurTexts } from "./blur.fr";

export const texts = roomTexts<BlurTexts>({ fr: () => import("./blur.fr"), en: () => import("./blur.en") });
