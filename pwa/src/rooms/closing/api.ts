/** Closing a carnet, and coming back. */
import { get, post } from "../../api/client";
import type { components } from "../../api/schema";

export type Plan = components["schemas"]["ClosingPlan"];
export type Closing = components["schemas"]["ClosingView"];

export const planClosing = (carnet: string, signal?: AbortSignal) => get<Plan>(`/api/carnets/${carnet}/closing`, { signal });
export type Asked = components["schemas"]["AgreementView"];

/** Closed, or asked of the other representatives. */
export const isClosed = (answer: Closing | Asked): answer is Closing => "closed_at" in answer;
export const closeCarnet = (carnet: string) => post<Closing | Asked>(`/api/carnets/${carnet}/closing`);
export const listClosings = (signal?: AbortSignal) => get<Closing[]>("/api/closings", { signal });
export const reopenCarnet = (closing: string) => post<{ carnet_id: string }>(`/api/closings/${closing}/reopen`);
