import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [
  { path: "/c/:carnet/urgence", load: () => import("./UrgentSheet.svelte"), texts },
  { path: "/c/:carnet/urgence/code", load: () => import("./Codes.svelte"), texts },
];
