import type { Route } from "../../shell/router.svelte";
import { withTexts } from "../../i18n";
import { texts as masks } from "../masks/texts";
import { texts as blur } from "./blur.texts";
import { texts } from "./texts";

export const routes: Route[] = [
  { path: "/c/:carnet/images", load: () => import("./Album.svelte"), texts, tab: "images" },
  { path: "/c/:carnet/images/:capture", load: () => import("./Capture.svelte"), texts: withTexts(texts, masks), tab: "images", bare: true },
  { path: "/c/:carnet/images/:capture/flouter", load: () => import("./Blur.svelte"), texts: withTexts(texts, blur), tab: "images", bare: true },
  { path: "/c/:carnet/corbeille", load: () => import("./Bin.svelte"), texts, tab: "images" },
  { path: "/c/:carnet/ajouter", load: () => import("./Add.svelte"), texts },
];
