/** At each start online: the newest signed root, held against the last one that this phone saw. A history that does not follow is kept in mind. */
import { get } from "../../api/client";
import type { Carnet, SealView } from "../../api/types";
import * as vault from "../../shell/vault";
import { verdict } from "./seal";
import { sealName, watched, type Watched } from "./watched";
import { after } from "./watching";

const read = (carnet: string, since?: number) => get<SealView>(`/api/carnets/${carnet}/traces/seal${since ? `?since=${since}` : ""}`, { plain: true });

export async function keep(carnet: Carnet): Promise<void> {
  // A professional opens many carnets: theirs are looked at when they read their own traces.
  if (carnet.me.profile !== "professional") await watch(carnet.id);
}

/** Asks, compares, keeps. Null while nothing is sealed there. Throws when the server cannot be asked. */
export async function watch(carnet: string): Promise<Watched | null> {
  const before = await watched(carnet);
  const { state, ...terms } = await read(carnet, before?.kept?.root.number);
  const found = state ? await verdict(state, carnet, before?.kept ?? null) : null;
  const now = after(before, state, found, terms, new Date());
  if (now) await vault.keep(sealName(carnet), now);
  return now;
}

/** From now on, from what the server says now: the person was told, and said so. */
export async function beginAgain(carnet: string): Promise<Watched | null> {
  await vault.forget(sealName(carnet));
  return watch(carnet);
}

/** It follows again, and the person has read that for a time it did not. */
export async function noteRead(carnet: string): Promise<Watched | null> {
  const before = await watched(carnet);
  if (!before?.back) return before;
  const now: Watched = { ...before, broken: null, back: null };
  await vault.keep(sealName(carnet), now);
  return now;
}
