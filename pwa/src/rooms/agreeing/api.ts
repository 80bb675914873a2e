/** What needs the other representatives, and who may decide. */
import { get, post, remove } from "../../api/client";
import type { components } from "../../api/schema";

export type Agreement = components["schemas"]["AgreementView"];
export type Answered = components["schemas"]["Answered"];
export type Decision = components["schemas"]["DecisionView"];
export type Decider = components["schemas"]["DeciderView"];
export type NewDecision = components["schemas"]["NewDecision"];

const base = (carnet: string) => `/api/carnets/${carnet}`;
export const listAgreements = (carnet: string, signal?: AbortSignal) => get<Agreement[]>(`${base(carnet)}/agreements`, { signal });
export const askRemoval = (carnet: string, habilitation: string) => post<Answered>(`${base(carnet)}/agreements`, { habilitation_id: habilitation });
export const answerAgreement = (carnet: string, id: string, agree: boolean) => post<Answered>(`${base(carnet)}/agreements/${id}/answer`, { agree });
export const listDecisions = (carnet: string, signal?: AbortSignal) => get<Decision[]>(`${base(carnet)}/decisions`, { signal });
export const listDeciders = (carnet: string, signal?: AbortSignal) => get<Decider[]>(`${base(carnet)}/decisions/people`, { signal });
/** What recording it would leave to each; nothing is recorded. */
export const tryDecision = (carnet: string, decision: NewDecision) => post<Decider[]>(`${base(carnet)}/decisions/try`, decision);
export const recordDecision = (carnet: string, decision: NewDecision) => post<Decision[]>(`${base(carnet)}/decisions`, decision);
export const contestDecision = (carnet: string, id: string, contests: boolean) => post<Decision[]>(`${base(carnet)}/decisions/${id}/contest`, { contests });
export const removeDecision = (carnet: string, id: string) => remove(`${base(carnet)}/decisions/${id}`);
