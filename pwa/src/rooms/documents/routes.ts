import type { Route } from "../../shell/router.svelte";
import { withTexts } from "../../i18n";
import { texts as finding } from "../finding/texts";
import { texts as masks } from "../masks/texts";
import { texts as scanning } from "../scanning/texts";
import { texts } from "./texts";

export const routes: Route[] = [
  { path: "/c/:carnet/documents", load: () => import("./Library.svelte"), texts: withTexts(texts, finding), tab: "carnet" },
  { path: "/c/:carnet/documents/ajouter", load: () => import("./AddLetter.svelte"), texts: withTexts(texts, scanning) },
  { path: "/c/:carnet/documents/corbeille", load: () => import("./LetterBin.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/documents/:document/page/:page", load: () => import("./Letter.svelte"), texts: withTexts(texts, masks), tab: "carnet", bare: true },
  { path: "/c/:carnet/documents/:document", load: () => import("./Letter.svelte"), texts: withTexts(texts, masks), tab: "carnet", bare: true },
];
