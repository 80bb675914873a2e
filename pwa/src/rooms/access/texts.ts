import { roomTexts } from "../../i18n";
import type { AccessTexts } from "./fr";

export const texts = roomTexts<AccessTexts>({ fr: () => import("./fr"), en: () => import("./en") });
