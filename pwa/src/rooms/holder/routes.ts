import { withTexts } from "../../i18n";
import type { Route } from "../../shell/router.svelte";
import { texts as access } from "../access/texts";
import { texts } from "./texts";

export const routes: Route[] = [{ path: "/c/:carnet/majorite", load: () => import("./Majority.svelte"), texts: withTexts(texts, access), tab: "carnet" }];
