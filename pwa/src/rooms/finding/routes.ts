import { withTexts } from "../../i18n";
import type { Route } from "../../shell/router.svelte";
import { texts as agenda } from "../agenda/texts";
import { texts as documents } from "../documents/texts";
import { texts as sheets } from "../sheets/texts";
import { texts } from "./texts";

// What a phone without a network looks through is called as its own screens call it.
export const routes: Route[] = [{ path: "/c/:carnet/chercher", load: () => import("./Find.svelte"), texts: withTexts(texts, documents, agenda, sheets), tab: "carnet" }];
