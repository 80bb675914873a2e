import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [
  // The address that a notification holds.
  { path: "/c/:carnet/montre/:shown", load: () => import("./Opening.svelte"), texts, tab: "home" },
];
