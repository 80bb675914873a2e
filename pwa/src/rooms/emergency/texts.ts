import { roomTexts, withTexts } from "../../i18n";
import { described } from "../lines/described";
import { texts as sheets } from "../sheets/texts";
import type { EmergencyTexts } from "./fr";

export const texts = withTexts(roomTexts<EmergencyTexts>({ fr: () => import("./fr"), en: () => import("./en") }), described, sheets);
