import { roomTexts } from "../../i18n";
import type { HolderTexts } from "./fr";

export const texts = roomTexts<HolderTexts>({ fr: () => import("./fr"), en: () => import("./en") });
