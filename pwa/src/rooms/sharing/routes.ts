import type { Route } from "../../shell/router.svelte";
import { withTexts } from "../../i18n";
import { texts as documents } from "../documents/texts";
import { texts } from "./texts";

export const routes: Route[] = [{ path: "/partager", load: () => import("./Share.svelte"), texts: withTexts(texts, documents), bare: true }];
