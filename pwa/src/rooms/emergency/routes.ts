import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [
  { path: "/c/:carnet/urgence", load: () => import("./UrgentSheet.svelte"), texts },
  { path: "/c/:carnet/urgence/code", load: () => import("./Codes.svelte"), texts },
  { path: "/c/:carnet/urgence/apercu", load: () => import("./Preview.svelte"), texts },
  { path: "/c/:carnet/urgence/apercu/:link", load: () => import("./Preview.svelte"), texts },
  { path: "/c/:carnet/urgence/historique", load: () => import("./History.svelte"), texts },
  { path: "/c/:carnet/urgence/partie/:section", load: () => import("./Section.svelte"), texts },
  { path: "/c/:carnet/urgence/partie/:section/:line", load: () => import("./EditLine.svelte"), texts },
];
