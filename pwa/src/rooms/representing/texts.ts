import { roomTexts } from "../../i18n";
import type { RepresentingTexts } from "./fr";

export const texts = roomTexts<RepresentingTexts>({ fr: () => import("./fr"), en: () => import("./en") });
