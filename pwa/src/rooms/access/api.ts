/** The access room's operations: the circle, invitations, habilitations. */
import { get, patch, post, remove } from "../../api/client";
import type { AccessModel, Carnet, NewSignedPaper, SignedPaper, Circle, ConsentShown, ConsentText, HabilitationChange, InvitationState, MadeInvitation, NewInvitation, OpenedInvitation } from "../../api/types";

export interface Proposals {
  models: AccessModel[];
  /** What is agreed to, word for word. */
  consents: ConsentText[];
}

export async function readProposals(signal?: AbortSignal): Promise<Proposals> {
  const [models, consents] = await Promise.all([get<AccessModel[]>("/api/access/models", { signal }), get<ConsentText[]>("/api/access/consents", { signal })]);
  return { models, consents };
}

export const readCircle = (carnet: string, signal?: AbortSignal) => get<Circle>(`/api/carnets/${carnet}/circle`, { signal });
export const invite = (carnet: string, invitation: NewInvitation) => post<MadeInvitation>(`/api/carnets/${carnet}/invitations`, invitation);
export const readInvitation = (carnet: string, id: string) => get<InvitationState>(`/api/carnets/${carnet}/invitations/${id}`);
export const cancelInvitation = (carnet: string, id: string) => remove(`/api/carnets/${carnet}/invitations/${id}`);
export const changeHabilitation = (carnet: string, id: string, change: HabilitationChange) => patch(`/api/carnets/${carnet}/habilitations/${id}`, change);
export const withdrawHabilitation = (carnet: string, id: string) => remove(`/api/carnets/${carnet}/habilitations/${id}`);
export const receiptPath = (carnet: string, id: string): string => `/api/carnets/${carnet}/habilitations/${id}/receipt`;

const access = (carnet: string, id: string) => `/api/carnets/${carnet}/habilitations/${id}`;
export const paperPath = (carnet: string, id: string): string => `${access(carnet, id)}/paper`;
export const listSignedPapers = (carnet: string, id: string, signal?: AbortSignal) => get<SignedPaper[]>(`${access(carnet, id)}/papers`, { signal });
export const keepSignedPaper = (carnet: string, id: string, paper: NewSignedPaper) => post<SignedPaper[]>(`${access(carnet, id)}/papers`, paper);
export const scanPath = (carnet: string, id: string, paper: string): string => `${access(carnet, id)}/papers/${paper}/scan`;

export const openInvitation = (token: string) => post<OpenedInvitation>("/api/invitations/open", { token }, { plain: true });
export const acceptInvitation = (token: string, consent: ConsentShown) => post<Carnet>("/api/invitations/accept", { token, consent });
export const refuseInvitation = (token: string) => post("/api/invitations/refuse", { token });

/** What is offered to who asked for an access: to their account, without a link. */
export const openOffered = (asking: string) => get<OpenedInvitation>(`/api/askings/${asking}/invitation`);
export const acceptOffered = (asking: string, consent: ConsentShown) => post<Carnet>(`/api/askings/${asking}/invitation/accept`, { consent });
