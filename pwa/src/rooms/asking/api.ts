/** The operations of who asks for an access, and of who is asked. */
import { get, post, remove } from "../../api/client";
import type { Asking, KeptOutAsker, MadeAsking, NewAsking, ReceivedAsking } from "../../api/types";

export const listAskings = (signal?: AbortSignal) => get<Asking[]>("/api/askings", { signal });
export const askAccess = (asking: NewAsking) => post<MadeAsking>("/api/askings", asking);
export const cancelAsking = (id: string) => remove(`/api/askings/${id}`);

export const listReceived = (signal?: AbortSignal) => get<ReceivedAsking[]>("/api/askings/received", { signal });
export const takeCode = (token: string) => post<ReceivedAsking>("/api/askings/code", { token });
export const refuseAsking = (id: string, never_again: boolean) => post(`/api/askings/${id}/refuse`, { never_again });
export const listKeptOut = (signal?: AbortSignal) => get<KeptOutAsker[]>("/api/askings/kept-out", { signal });
export const letAskAgain = (person: string) => remove(`/api/askings/kept-out/${person}`);
