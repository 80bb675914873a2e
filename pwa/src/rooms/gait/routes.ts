import { withTexts } from "../../i18n";
import type { Route } from "../../shell/router.svelte";
import { texts as captures } from "../captures/texts";
import { texts as measures } from "./measures.texts";
import { texts } from "./player.texts";

export const routes: Route[] = [
  { path: "/c/:carnet/films/:capture", load: () => import("./Player.svelte"), texts: withTexts(texts, captures, measures), tab: "images", bare: true },
  { path: "/c/:carnet/films/:capture/avec/:other", load: () => import("./Compare.svelte"), texts: withTexts(texts, captures, measures), tab: "images", bare: true },
];
