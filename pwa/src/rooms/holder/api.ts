/** Coming of age, and taking one's notebook over. */
import { get, post } from "../../api/client";
import type { components } from "../../api/schema";
import type { ConsentShown, MadeInvitation } from "../../api/types";

export type Majority = components["schemas"]["MajorityView"];
export type Keeps = components["schemas"]["Keeps"];

const path = (carnet: string) => `/api/carnets/${carnet}/majority`;
export const readMajority = (carnet: string, signal?: AbortSignal) => get<Majority>(path(carnet), { signal });
/** contests: the decisions on a guardian or a curator that are not so. */
export const takeOver = (carnet: string, keeps: Keeps[], contests: string[]) => post<Majority>(path(carnet), { keeps, contests });
export const doubtHolder = (carnet: string) => post<Majority>(`${path(carnet)}/doubt`);
export const inviteHolder = (carnet: string, email: string, consent: ConsentShown | null) => post<MadeInvitation>(`${path(carnet)}/invitation`, { email, consent });
