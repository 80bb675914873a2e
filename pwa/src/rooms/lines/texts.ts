import { roomTexts, withTexts } from "../../i18n";
import { texts as sheets } from "../sheets/texts";
import { described } from "./described";
import type { LinesTexts } from "./fr";

export const texts = withTexts(roomTexts<LinesTexts>({ fr: () => import("./fr"), en: () => import("./en") }), described, sheets);
