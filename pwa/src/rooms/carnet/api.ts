/** The carnet room's operations. */
import { get, patch, post, put } from "../../api/client";
import type { Carnet, Home, NewCarnet } from "../../api/types";

export const readHome = (carnet: string, signal?: AbortSignal) => get<Home>(`/api/carnets/${carnet}/home`, { signal });
export const markVisit = (carnet: string) => post(`/api/carnets/${carnet}/visit`);
export const openCarnet = (carnet: NewCarnet) => post<Carnet>("/api/carnets", carnet);
export const changeCarnet = (carnet: string, changes: Partial<Omit<NewCarnet, "relation">> & { version: number }) => patch<Carnet>(`/api/carnets/${carnet}`, changes);
export const setPortrait = (carnet: string, picture: Blob) => put<Carnet>(`/api/carnets/${carnet}/portrait`, picture);
