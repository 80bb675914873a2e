import { roomTexts } from "../../i18n";
import type { FilmingTexts } from "./fr";

export const texts = roomTexts<FilmingTexts>({ fr: () => import("./fr"), en: () => import("./en") });
