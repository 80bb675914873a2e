import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [
  { path: "/c/:carnet/accords", load: () => import("./Agreements.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/decider", load: () => import("./WhoDecides.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/decider/ajouter", load: () => import("./NewDecision.svelte"), texts, tab: "carnet" },
];
