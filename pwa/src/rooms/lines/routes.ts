import { withTexts } from "../../i18n";
import type { Route } from "../../shell/router.svelte";
import { texts as captures } from "../captures/texts";
import { choosing, texts as pain } from "../pain/texts";
import { texts } from "./texts";

export const routes: Route[] = [
  { path: "/c/:carnet/fiches", load: () => import("./Sheets.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/fiches/relire", load: () => import("./Reread.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/fiches/pain_passport", load: () => import("../pain/Passport.svelte"), texts: withTexts(texts, pain, captures), tab: "carnet" },
  { path: "/c/:carnet/fiches/pain_passport/ligne/:version", load: () => import("../pain/Passport.svelte"), texts: withTexts(texts, pain, captures), tab: "carnet" },
  { path: "/c/:carnet/fiches/pain_passport/film/:place", load: () => import("../pain/ChooseFilm.svelte"), texts: withTexts(texts, choosing, captures), tab: "carnet" },
  { path: "/c/:carnet/fiches/:sheet", load: () => import("./OneSheet.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/fiches/:sheet/ligne/:version", load: () => import("./OneSheet.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/fiches/:sheet/nouveau/:kind", load: () => import("./NewLine.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/fiches/:sheet/nouveau/:kind/:place", load: () => import("./NewLine.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/fiches/:sheet/ecrire/:place", load: () => import("./ChangeLine.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/fiches/:sheet/departager/:place", load: () => import("./Settle.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/fiches/:sheet/histoire/:place", load: () => import("./History.svelte"), texts, tab: "carnet" },
];
