import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [
  { path: "/carnet/reprendre", load: () => import("./Import.svelte"), texts, tab: "home" },
  { path: "/c/:carnet/provenance", load: () => import("./Provenance.svelte"), texts, tab: "carnet" },
];
