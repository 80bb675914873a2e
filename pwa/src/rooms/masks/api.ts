/** Who sees one item, hiding it, showing it again. */
import { get, post, remove } from "../../api/client";
import type { components } from "../../api/schema";

export type WhoSees = components["schemas"]["WhoSees"];
export type Mask = components["schemas"]["MaskView"];
export type Seer = components["schemas"]["Seer"];
type Whole = components["schemas"]["NewMask"];
export type NewMask = Pick<Whole, "kind" | "item_id" | "scope"> & Partial<Whole>;
export type Kind = WhoSees["kind"];
export type Scope = Mask["scope"];

export const readWhoSees = (carnet: string, kind: Kind, item: string, signal?: AbortSignal) => get<WhoSees>(`/api/carnets/${carnet}/masks/${kind}/${item}`, { signal });
export const hide = (carnet: string, mask: NewMask) => post<WhoSees>(`/api/carnets/${carnet}/masks`, mask);
export const show = (carnet: string, mask: string) => remove(`/api/carnets/${carnet}/masks/${mask}`);
export const whoSeesPath = (carnet: string, kind: Kind, item: string) => `/c/${carnet}/qui-voit/${kind}/${item}`;
