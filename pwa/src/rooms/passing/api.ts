/** Showing an item to somebody of the circle, and what one is shown. */
import { get, post, remove } from "../../api/client";
import type { components } from "../../api/schema";

export type Passable = components["schemas"]["Passable"];
export type Receiver = components["schemas"]["Receiver"];
export type Shown = components["schemas"]["Shown"];
type Opened = components["schemas"]["OpenedShown"];
export type Kind = Passable["kind"];

const url = (carnet: string) => `/api/carnets/${carnet}/shown`;
export const readPassable = (carnet: string, kind: Kind, item: string, signal?: AbortSignal) => get<Passable>(`${url(carnet)}/${kind}/${item}`, { signal });
export const show = (carnet: string, kind: Kind, item: string, to: string[], words: string) => post<Passable>(`${url(carnet)}/${kind}/${item}`, { to, words });
export const takeBack = (carnet: string, shown: string) => remove(`${url(carnet)}/${shown}`);
export const listShown = (carnet: string, signal?: AbortSignal) => get<Shown[]>(url(carnet), { signal });
export const openShown = (carnet: string, shown: string) => post<Opened>(`${url(carnet)}/${shown}/open`);

export const pathOf = (carnet: string, opened: Opened) => `/c/${carnet}/${opened.kind === "capture" ? "images" : "documents"}/${opened.item_id}`;
