import type { Route } from "../../shell/router.svelte";
import { texts } from "./texts";

export const routes: Route[] = [
  { path: "/c/:carnet/cercle", load: () => import("./Circle.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/cercle/inviter", load: () => import("./Give.svelte"), texts, tab: "carnet" },
  // To who asked, and what an asker is offered.
  { path: "/c/:carnet/cercle/demande/:asking", load: () => import("./Give.svelte"), texts, tab: "carnet" },
  { path: "/mes-demandes/reponse/:asking", load: () => import("./Invitation.svelte"), texts, tab: "me", needs: "strong" },
  { path: "/c/:carnet/cercle/moi", load: () => import("./Mine.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/cercle/personne/:member", load: () => import("./MemberScreen.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/cercle/papier/:member", load: () => import("./Paper.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/cercle/equipe", load: () => import("./GiveTeam.svelte"), texts, tab: "carnet" },
  { path: "/c/:carnet/cercle/equipe/:opening", load: () => import("./TeamAccess.svelte"), texts, tab: "carnet" },
  { path: "/equipes", load: () => import("./Teams.svelte"), texts, tab: "me", needs: "strong" },
  { path: "/equipes/nouvelle", load: () => import("./FoundTeam.svelte"), texts, tab: "me", needs: "strong" },
  { path: "/equipes/:team", load: () => import("./TeamScreen.svelte"), texts, tab: "me", needs: "strong" },
  // The addresses in a team's codes: to join it, and to open a notebook to it.
  { path: "/equipe", load: () => import("./JoinTeam.svelte"), texts, needs: "nothing" },
  { path: "/ouvrir-equipe", load: () => import("./OpenTeam.svelte"), texts, needs: "nothing" },
  { path: "/invitation", load: () => import("./Invitation.svelte"), texts, needs: "nothing" },
];
