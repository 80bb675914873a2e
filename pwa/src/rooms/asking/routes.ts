import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [
  { path: "/mes-demandes", load: () => import("./Mine.svelte"), texts, tab: "me", needs: "strong" },
  { path: "/mes-demandes/nouvelle", load: () => import("./Ask.svelte"), texts, tab: "me", needs: "strong" },
  { path: "/demandes", load: () => import("./Received.svelte"), texts, tab: "me", needs: "strong" },
  { path: "/demandes/:asking", load: () => import("./Asked.svelte"), texts, tab: "me", needs: "strong" },
  // The address in an asker's code.
  { path: "/demande", load: () => import("./Code.svelte"), texts, needs: "nothing" },
];
