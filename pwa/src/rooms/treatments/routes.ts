import { withTexts } from "../../i18n";
import type { Route } from "../../shell/router.svelte";
import { texts as captures } from "../captures/texts";
import { texts } from "./texts";

const both = withTexts(texts, captures);

export const routes: Route[] = [
  { path: "/c/:carnet/marche", load: () => import("./Gait.svelte"), texts: both, tab: "images" },
  { path: "/c/:carnet/marche/nouveau", load: () => import("./Edit.svelte"), texts, tab: "images" },
  { path: "/c/:carnet/marche/corbeille", load: () => import("./Bin.svelte"), texts, tab: "images" },
  { path: "/c/:carnet/marche/:treatment", load: () => import("./Between.svelte"), texts: both, tab: "images" },
  { path: "/c/:carnet/marche/:treatment/modifier", load: () => import("./Edit.svelte"), texts, tab: "images" },
];
