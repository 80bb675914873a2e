import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [
  { path: "/c/:carnet/relais", load: () => import("./Relay.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/relais-adresses", load: () => import("./Addresses.svelte"), texts, tab: "carnet" },
];
