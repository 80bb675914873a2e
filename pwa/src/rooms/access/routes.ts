import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [
  { path: "/c/:carnet/cercle", load: () => import("./Circle.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/cercle/inviter", load: () => import("./Give.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/cercle/moi", load: () => import("./Mine.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/cercle/personne/:member", load: () => import("./MemberScreen.svelte"), texts, tab: "carnet" },
  { path: "/invitation", load: () => import("./Invitation.svelte"), texts, needs: "nothing" },
];
