/** The operations on copies of a whole notebook. Nothing of them is kept on the phone. */
import { get, post, remove, type Ask } from "../../api/client";
import type { components } from "../../api/schema";

export type Exports = components["schemas"]["Exports"];
export type Export = components["schemas"]["ExportView"];

const base = (carnet: string) => `/api/carnets/${carnet}/exports`;

export const readExports = (carnet: string, ask?: Ask) => get<Exports>(base(carnet), ask);
export const readExport = (carnet: string, id: string, ask?: Ask) => get<Export>(`${base(carnet)}/${id}`, ask);
export const askExport = (carnet: string) => post<Export>(base(carnet));
export const endExport = (carnet: string, id: string) => remove(`${base(carnet)}/${id}`);
/** A plain address: the phone's own manager downloads it, and goes on where it was cut. */
export const archiveUrl = (carnet: string, id: string) => `${base(carnet)}/${id}/archive`;
