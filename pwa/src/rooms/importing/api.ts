/** Taking a notebook back in from an archive. */
import { get, post, remove } from "../../api/client";
import type { EarlierTraces, Import, Provenance } from "../../api/types";

export const imports = (signal?: AbortSignal) => get<Import[]>("/api/imports", { signal });
export const beginImport = (relation: string) => post<Import>("/api/imports", { relation });
export const readImport = (id: string) => get<Import>(`/api/imports/${id}`);
export const endImport = (id: string) => remove(`/api/imports/${id}`);
export const readProvenance = (carnet: string, signal?: AbortSignal) => get<Provenance>(`/api/carnets/${carnet}/provenance`, { signal });
export const earlierTraces = (carnet: string, before: string | null, signal?: AbortSignal) => get<EarlierTraces>(`/api/carnets/${carnet}/provenance/traces${before ? `?before=${encodeURIComponent(before)}` : ""}`, { signal });
