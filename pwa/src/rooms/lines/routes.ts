import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [
  { path: "/c/:carnet/fiches", load: () => import("./Sheets.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/fiches/relire", load: () => import("./Reread.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/fiches/:sheet", load: () => import("./OneSheet.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/fiches/:sheet/ligne/:version", load: () => import("./OneSheet.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/fiches/:sheet/nouveau/:kind", load: () => import("./NewLine.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/fiches/:sheet/ecrire/:place", load: () => import("./ChangeLine.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/fiches/:sheet/departager/:place", load: () => import("./Settle.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/fiches/:sheet/histoire/:place", load: () => import("./History.svelte"), texts, tab: "carnet" },
];
