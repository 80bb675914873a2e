import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [
  { path: "/c/:carnet/mesures", load: () => import("./Measures.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/mesures/noter/:series", load: () => import("./Write.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/mesures/valeur/:value", load: () => import("./ValueScreen.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/mesures/valeur/:value/corriger", load: () => import("./Write.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/mesures/:series", load: () => import("./SeriesScreen.svelte"), texts, tab: "carnet" },
];
