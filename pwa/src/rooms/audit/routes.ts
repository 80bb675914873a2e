import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [{ path: "/c/:carnet/cercle/vu", load: () => import("./Seen.svelte"), texts, tab: "carnet" }];
