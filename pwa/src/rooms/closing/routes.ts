import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [
  { path: "/c/:carnet/fermer", load: () => import("./Close.svelte"), texts, tab: "carnet" },
  { path: "/carnets-fermes", load: () => import("./Closed.svelte"), texts, tab: "carnet" },
];
