import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [
  { path: "/c/:carnet/images", load: () => import("./Album.svelte"), texts, tab: "images" },
  { path: "/c/:carnet/images/:capture", load: () => import("./Capture.svelte"), texts, tab: "images", bare: true },
  { path: "/c/:carnet/corbeille", load: () => import("./Bin.svelte"), texts, tab: "images" },
  { path: "/c/:carnet/ajouter", load: () => import("./Add.svelte"), texts },
];
