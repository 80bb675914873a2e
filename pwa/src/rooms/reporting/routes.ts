import { withTexts } from "../../i18n";
import type { Route } from "../../shell/router.svelte";
import { texts as documents } from "../documents/texts";
import { texts } from "./texts";

export const routes: Route[] = [{ path: "/c/:carnet/rapport", load: () => import("./Report.svelte"), texts: withTexts(texts, documents), tab: "images" }];
