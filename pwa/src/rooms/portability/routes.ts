import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [{ path: "/c/:carnet/emporter", load: () => import("./TakeAway.svelte"), texts, tab: "carnet" }];
