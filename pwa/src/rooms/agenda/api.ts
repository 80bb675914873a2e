/** The agenda room's operations, and where its copy is kept on the phone. */
import { get, patch, post, put, remove, type Ask } from "../../api/client";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Agenda = Schemas["Agenda"];
export type Item = Schemas["ItemView"];
export type Appointment = Required<Schemas["Appointment"]>;
export type Deadline = Required<Schemas["Deadline"]>;
export type Content = Appointment | Deadline;

const base = (carnet: string) => `/api/carnets/${carnet}/agenda`;
export const copyName = (carnet: string) => `agenda/${carnet}`;

export const readAgenda = (carnet: string, ask?: Ask, kept = false) => get<Agenda>(base(carnet) + (kept ? "?keep=true" : ""), ask);
export const addItem = (carnet: string, id: string, content: Content) => post<Item>(base(carnet), { id, content });
export const changeItem = (carnet: string, id: string, version: number, content: Content) => patch<Item>(`${base(carnet)}/${id}`, { version, content });
export const setDone = (carnet: string, id: string, version: number, done: boolean) => put<Item>(`${base(carnet)}/${id}/done`, { version, done });
export const binItem = (carnet: string, id: string) => remove(`${base(carnet)}/${id}`);
export const restoreUrl = (carnet: string, id: string) => `${base(carnet)}/${id}/restore`;
export const restoreItem = (carnet: string, id: string) => post<Item>(restoreUrl(carnet, id));
export const binUrl = (carnet: string) => `${base(carnet)}/bin`;
