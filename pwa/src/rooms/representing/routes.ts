import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [{ path: "/c/:carnet/cercle/coordonnees", load: () => import("./Details.svelte"), texts, tab: "carnet" }];
