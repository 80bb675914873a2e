/** Carers who read with a code of the urgent sheet, the documents marked for it, and the notes they leave. */
import { get, post, put } from "../../api/client";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Carers = Schemas["CarersView"];
export type Carer = Schemas["CarerView"];
export type Said = Schemas["CarerSaid"];
export type Note = Schemas["NoteView"];
export type Marked = Schemas["EmergencyDocument"];

const base = (carnet: string): string => `/api/carnets/${carnet}/emergency`;

export const screen = (carnet: string): string => `/c/${carnet}/urgence/soignants`;
export const readCarers = (carnet: string, signal: AbortSignal) => get<Carers>(`${base(carnet)}/carers`, { signal });
export const readMarked = (carnet: string, signal: AbortSignal) => get<Marked[]>(`${base(carnet)}/documents`, { signal });
export const readNotes = (carnet: string, signal: AbortSignal) => get<Note[]>(`${base(carnet)}/notes`, { signal });
export const closeCarer = (carnet: string, id: string) => post(`${base(carnet)}/carers/${id}/close`);
export const decideNote = (carnet: string, id: string, state: Note["state"]) => put<Note>(`${base(carnet)}/notes/${id}`, { state });
export const markDocument = (carnet: string, id: string, marked: boolean) => put(`${base(carnet)}/documents/${id}`, { marked });
