/** At each start online: the newest signed root, held against the last one that this phone saw. A history that does not follow is kept in mind. */
import { get } from "../../api/client";
import type { Carnet, SealView } from "../../api/types";
import * as vault from "../../shell/vault";
import { keptOf, verdict } from "./seal";
import { sealName, type Watched } from "./watched";

const read = (carnet: string, since?: number) => get<SealView>(`/api/carnets/${carnet}/traces/seal${since ? `?since=${since}` : ""}`, { plain: true });

export async function keep(carnet: Carnet): Promise<void> {
  // A professional opens many carnets: theirs are looked at when they read their own traces.
  if (carnet.me.profile !== "professional") await watch(carnet.id);
}

/** Asks, compares, keeps. Null while there is nothing to keep: nothing sealed yet, or no first root that holds. Throws when the server cannot be asked. */
export async function watch(carnet: string): Promise<Watched | null> {
  const before = (await vault.recall<Watched>(sealName(carnet)))?.value ?? null;
  const { state, months, reason } = await read(carnet, before?.kept.root.number);
  const found = state ? await verdict(state, carnet, before?.kept ?? null) : null;
  const now = new Date();
  let watched: Watched;
  if (state && found?.follows) watched = { kept: keptOf(state, before?.kept ?? null, now), signed: found.signed, broken: null, months, reason };
  else if (before) watched = { ...before, broken: before.broken ?? now.toISOString(), lost: found && !found.follows ? found.lost : null, months, reason };
  else return null;
  await vault.keep(sealName(carnet), watched);
  return watched;
}

/** From now on, from what the server says now: the person was told, and said so. */
export async function beginAgain(carnet: string): Promise<Watched | null> {
  await vault.forget(sealName(carnet));
  return watch(carnet);
}
