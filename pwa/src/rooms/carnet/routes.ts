import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [
  { path: "/", load: () => import("./Start.svelte"), texts },
  // Shortcuts of the installed application, and addresses in messages: the carnet that was open last.
  { path: "/urgence", load: () => import("./Start.svelte"), texts },
  { path: "/ajouter", load: () => import("./Start.svelte"), texts },
  { path: "/cercle", load: () => import("./Start.svelte"), texts },
  { path: "/carnet/nouveau", load: () => import("./NewCarnet.svelte"), texts, tab: "home" },
  { path: "/c/:carnet", load: () => import("./Home.svelte"), texts, tab: "home" },
  { path: "/c/:carnet/sommaire", load: () => import("./Contents.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/identite", load: () => import("./Identity.svelte"), texts, tab: "carnet" },
];
