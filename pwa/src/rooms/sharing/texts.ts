import { roomTexts } from "../../i18n";
import type { SharingTexts } from "./fr";

export const texts = roomTexts<SharingTexts>({ fr: () => import("./fr"), en: () => import("./en") });
