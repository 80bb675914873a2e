import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [
  { path: "/c/:carnet/jour", load: () => import("./Day.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/jour/:day", load: () => import("./Day.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/jour-choix", load: () => import("./Tracking.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/jour-alertes", load: () => import("./Alerts.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/jour-semaines", load: () => import("./Weeks.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/jour-retires", load: () => import("./Removed.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/jour-histoire/:entry", load: () => import("./History.svelte"), texts, tab: "carnet" },
];
