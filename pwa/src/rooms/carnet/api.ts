/** The carnet room's operations. */
import { get, patch, post, put } from "../../api/client";
import { earlyOr, homePath } from "../../shell/early";
import type { Home, NewCarnet, WholeCarnet } from "../../api/types";

export const readCarnet = (carnet: string, signal?: AbortSignal) => get<WholeCarnet>(`/api/carnets/${carnet}`, { signal });
export const readHome = (carnet: string, signal?: AbortSignal) => earlyOr(homePath(carnet), () => get<Home>(homePath(carnet), { signal }));
export const markVisit = (carnet: string) => post(`/api/carnets/${carnet}/visit`);
export const openCarnet = (carnet: NewCarnet) => post<WholeCarnet>("/api/carnets", carnet);
export const changeCarnet = (carnet: string, changes: Partial<Omit<NewCarnet, "relation">> & { version: number }) => patch<WholeCarnet>(`/api/carnets/${carnet}`, changes);
export const setPortrait = (carnet: string, picture: Blob) => put<WholeCarnet>(`/api/carnets/${carnet}/portrait`, picture);
