import type { Route } from "../../shell/router.svelte";
import { withTexts } from "../../i18n";
import { texts as masks } from "../masks/texts";
import { texts } from "./texts";

export const routes: Route[] = [
  { path: "/c/:carnet/agenda", load: () => import("./Agenda.svelte"), texts, tab: "agenda" },
  { path: "/c/:carnet/agenda/corbeille", load: () => import("./Bin.svelte"), texts, tab: "agenda" },
  { path: "/c/:carnet/agenda/nouveau/:kind", load: () => import("./Edit.svelte"), texts, tab: "agenda" },
  { path: "/c/:carnet/agenda/:item", load: () => import("./Entry.svelte"), texts: withTexts(texts, masks), tab: "agenda" },
  { path: "/c/:carnet/agenda/:item/modifier", load: () => import("./Edit.svelte"), texts, tab: "agenda" },
];
