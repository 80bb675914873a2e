/** The operations of teams, and what is chosen for them. */
import { get, patch, post, put, remove } from "../../api/client";
import type { AccessModel, ConsentShown, ConsentText, MadeTeamInvitation, NewOpening, NewTeam, NewTeamInvitation, OpenedTeamInvitation, OpeningChange, Team, TeamCard, TeamLink, TeamPreview } from "../../api/types";

export const KINDS = ["sessad", "camsp", "ime", "hospital", "school", "social", "other"] as const;

/** What somebody is to one child, and not in a structure: the server refuses them in a team. */
const OF_NO_TEAM: readonly string[] = ["relative", "childminder", "foster_carer", "holder"];
export const ofTeams = (models: readonly AccessModel[]): AccessModel[] => models.filter((one) => !OF_NO_TEAM.includes(one.key));

/** The text of the secrecy that binds this profession; who has none is bound as any professional. */
export const boundBy = (consents: readonly ConsentText[], model: AccessModel | null): ConsentText | null => consents.find((one) => one.key === (model?.secrecy ?? "professional")) ?? null;

export const listTeams = (signal?: AbortSignal) => get<TeamCard[]>("/api/teams", { signal });
export const foundTeam = (team: NewTeam) => post<Team>("/api/teams", team);
export const readTeam = (id: string, signal?: AbortSignal) => get<Team>(`/api/teams/${id}`, { signal });
export const makeTeamLink = (id: string) => post<TeamLink>(`/api/teams/${id}/link`);
export const inviteToTeam = (id: string, invitation: NewTeamInvitation) => post<MadeTeamInvitation>(`/api/teams/${id}/invitations`, invitation);
export const cancelTeamInvitation = (id: string, invitation: string) => remove(`/api/teams/${id}/invitations/${invitation}`);
export const endTeamMember = (id: string, member: string) => remove(`/api/teams/${id}/members/${member}`);
export const nameTeamDeputy = (id: string, member: string | null) => put<Team>(`/api/teams/${id}/deputy`, { member_id: member });
export const confirmTeam = (id: string) => put<Team>(`/api/teams/${id}/confirmation`);
export const takeTeamOver = (id: string) => post<Team>(`/api/teams/${id}/takeover`);
export const handOverTeam = (id: string, member: string) => put<Team>(`/api/teams/${id}/referent`, { member_id: member });

export const openTeamInvitation = (token: string) => post<OpenedTeamInvitation>("/api/team-invitations/open", { token }, { plain: true });
export const acceptTeamInvitation = (token: string, consent: ConsentShown) => post<Team>("/api/team-invitations/accept", { token, consent });
export const refuseTeamInvitation = (token: string) => post("/api/team-invitations/refuse", { token });

export const openTeamLink = (token: string) => post<TeamPreview>("/api/teams/link", { token });
export const openToTeam = (carnet: string, opening: NewOpening) => post<{ opening_id: string }>(`/api/carnets/${carnet}/teams`, opening);
export const changeTeamOpening = (carnet: string, id: string, change: OpeningChange) => patch(`/api/carnets/${carnet}/teams/${id}`, change);
export const withdrawTeamOpening = (carnet: string, id: string) => remove(`/api/carnets/${carnet}/teams/${id}`);
export const teamReceiptPath = (carnet: string, id: string): string => `/api/carnets/${carnet}/teams/${id}/receipt`;
export const teamMemberReceiptPath = (carnet: string, id: string, person: string): string => `/api/carnets/${carnet}/teams/${id}/people/${person}/receipt`;
export const actFor = (carnet: string, structure: string) => put(`/api/carnets/${carnet}/acting`, { structure_id: structure });

/** The secret of a team's link, out of the link or by itself; null for anything else. */
export const secretOf = (link: string): string | null => /(?:^|#)([A-Za-z0-9_-]{43})$/.exec(link.trim())?.[1] ?? null;
