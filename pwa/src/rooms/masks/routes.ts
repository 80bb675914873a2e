import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [{ path: "/c/:carnet/qui-voit/:kind/:item", load: () => import("./WhoSees.svelte"), texts, tab: "carnet" }];
