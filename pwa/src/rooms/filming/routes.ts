import { withTexts } from "../../i18n";
import type { Route } from "../../shell/router.svelte";
import { texts as captures } from "../captures/texts";
import { texts } from "./texts";

export const routes: Route[] = [{ path: "/c/:carnet/filmer", load: () => import("./Filming.svelte"), texts: withTexts(texts, captures), tab: "images", bare: true }];
