import { roomTexts, withTexts } from "../../i18n";
import { texts as journal } from "../journal/texts";
import type { PainTexts } from "./fr";

const own = roomTexts<PainTexts>({ fr: () => import("./fr"), en: () => import("./en") });
export const texts = own;
/** With those of the album's picker. */
export const choosing = withTexts(own, journal);
