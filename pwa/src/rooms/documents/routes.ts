import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [
  { path: "/c/:carnet/documents", load: () => import("./Library.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/documents/ajouter", load: () => import("./AddLetter.svelte"), texts },
  { path: "/c/:carnet/documents/corbeille", load: () => import("./LetterBin.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/documents/:document", load: () => import("./Letter.svelte"), texts, tab: "carnet", bare: true },
];
