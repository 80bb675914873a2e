import { roomTexts } from "../../i18n";
import type { PlayerTexts } from "./player.fr";

export const texts = roomTexts<PlayerTexts>({ fr: () => import("./player.fr"), en: () => import("./player.en") });
