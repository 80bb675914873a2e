import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [
  { path: "/connexion", load: () => import("./SignIn.svelte"), texts, needs: "nothing" },
  { path: "/inscription", load: () => import("./SignUp.svelte"), texts, needs: "nothing" },
  { path: "/bienvenue", load: () => import("./Welcome.svelte"), texts, needs: "nothing" },
  { path: "/aide-connexion", load: () => import("./AskRecovery.svelte"), texts, needs: "nothing" },
  { path: "/recuperation", load: () => import("./Recovery.svelte"), texts, needs: "nothing" },
  { path: "/stop", load: () => import("./StopRecovery.svelte"), texts, needs: "nothing" },
  { path: "/acces", load: () => import("./SetUp.svelte"), texts, needs: "session" },
  { path: "/moi", load: () => import("./Account.svelte"), texts, tab: "me", needs: "strong" },
  { path: "/moi/acces", load: () => import("./WaysIn.svelte"), texts, tab: "me", needs: "strong" },
  { path: "/moi/appareils", load: () => import("./Devices.svelte"), texts, tab: "me", needs: "strong" },
  { path: "/moi/notifications", load: () => import("./Notifications.svelte"), texts, tab: "me", needs: "strong" },
  { path: "/moi/aides", load: () => import("./Vouches.svelte"), texts, tab: "me", needs: "strong" },
  // The address in the message to whoever may vouch.
  { path: "/garants", load: () => import("./Vouches.svelte"), texts, tab: "me", needs: "strong" },
];
