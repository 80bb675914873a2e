import type { Route } from "../../shell/router.svelte";

export const routes: Route[] = [
  { path: "/", load: () => import("./Start.svelte") },
  { path: "/urgence", load: () => import("./Start.svelte") },
  { path: "/ajouter", load: () => import("./Start.svelte") },
];
