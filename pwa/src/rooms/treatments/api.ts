/** The gait room as the server tells it: films, and the treatments between them. */
import { get, patch, post, remove, type Ask } from "../../api/client";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Gait = Schemas["Gait"];
export type FilmOfGait = Schemas["FilmOfGait"];
export type Treatment = Schemas["TreatmentView"];
export type Said = Required<Schemas["TreatmentSaid"]>;
export type Kind = Said["kind"];

export const KINDS: readonly Kind[] = ["toxin", "orthosis", "surgery", "other"];

const base = (carnet: string) => `/api/carnets/${carnet}/gait`;
const one = (carnet: string, id: string) => `${base(carnet)}/treatments/${id}`;

export const readGait = (carnet: string, ask?: Ask) => get<Gait>(base(carnet), ask);
export const addTreatment = (carnet: string, id: string, said: Said) => post<Treatment>(`${base(carnet)}/treatments`, { id, said });
export const changeTreatment = (carnet: string, id: string, version: number, said: Said) => patch<Treatment>(one(carnet, id), { version, said });
export const binTreatment = (carnet: string, id: string) => remove(one(carnet, id));
export const restoreTreatment = (carnet: string, id: string) => post<Treatment>(`${one(carnet, id)}/restore`);
