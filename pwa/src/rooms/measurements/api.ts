/** The measurements' operations, and where their copy is kept on the phone. A value is a decimal in text, as it was read. */
import { get, patch, post, remove, type Ask } from "../../api/client";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Measurements = Schemas["Measurements"];
export type Value = Schemas["MeasurementView"];
export type Content = Required<Schemas["MeasureSaid"]>;
export type Kind = Content["kind"];
export type Posture = Content["posture"];
export type History = Schemas["MeasurementHistory"];
export type Treatment = Schemas["TreatmentView"];

/** In a refusal (409 `measure_doubtful`): what is odd, and the value that it was compared with, for who may read it. */
export interface Doubt {
  doubt: "slip" | "jump" | "shrinks";
  before: { value: string; unit: string; on: string } | null;
}

const base = (carnet: string) => `/api/carnets/${carnet}/measurements`;
export const copyName = (carnet: string) => `measurements/${carnet}`;
export const tableUrl = (carnet: string, of: string) => `${base(carnet)}/table?of=${of}`;

export const readMeasurements = (carnet: string, ask?: Ask, kept = false) => get<Measurements>(base(carnet) + (kept ? "?keep=true" : ""), ask);
export const addValue = (carnet: string, id: string, content: Content, noted_at: string, ask?: Ask) => post<Value>(base(carnet), { id, content, noted_at }, ask);
export const changeValue = (carnet: string, id: string, version: number, content: Content) => patch<Value>(`${base(carnet)}/${id}`, { version, content });
export const removeValue = (carnet: string, id: string) => remove(`${base(carnet)}/${id}`);
export const restoreValue = (carnet: string, id: string) => post<Value>(`${base(carnet)}/${id}/restore`);
export const readHistory = (carnet: string, id: string, ask?: Ask) => get<History>(`${base(carnet)}/${id}/history`, ask);
export const readTreatments = (carnet: string, ask?: Ask) => get<Treatment[]>(`/api/carnets/${carnet}/gait/treatments`, ask);
