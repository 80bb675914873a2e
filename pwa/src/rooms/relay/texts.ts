import { roomTexts } from "../../i18n";
import type { RelayTexts } from "./fr";

export const texts = roomTexts<RelayTexts>({ fr: () => import("./fr"), en: () => import("./en") });
