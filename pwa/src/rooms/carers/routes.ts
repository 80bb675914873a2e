import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [
  // Where the e-mail and the notification lead.
  { path: "/c/:carnet/urgence/soignants", load: () => import("./Carers.svelte"), texts },
];
