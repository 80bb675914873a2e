import { roomTexts } from "../../i18n";
import type { IdentityTexts } from "./fr";

export const texts = roomTexts<IdentityTexts>({ fr: () => import("./fr"), en: () => import("./en") });
