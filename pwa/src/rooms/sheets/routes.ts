import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [
  { path: "/c/:carnet/habitudes", load: () => import("./Habits.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/habitudes/nuit/:heading", load: () => import("./Night.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/habitudes/ecrire/:heading", load: () => import("./Write.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/habitudes/departager/:heading", load: () => import("./Settle.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/habitudes/histoire/:heading", load: () => import("./History.svelte"), texts, tab: "carnet" },
];
