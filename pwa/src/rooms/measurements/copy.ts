/** What the server has just received goes into what was read before: a screen's, or the phone's copy, so that without a network it is there too. */
import * as vault from "../../shell/vault";
import { copyName, type Measurements, type Value } from "./api";

const place = ({ content: { on, time }, added_at }: Value): string => `${on} ${time ?? ""} ${added_at}`;

export function withValue(view: Measurements, value: Value): Measurements {
  const values = [...view.values.filter((one) => one.id !== value.id), value];
  return { ...view, values: values.sort((a, b) => (place(a) < place(b) ? -1 : 1)), binned: view.binned.filter((one) => one.id !== value.id) };
}

/** The copy stays as old as it is: of what others wrote it knows nothing newer. */
export async function intoCopy(carnet: string, value: Value): Promise<void> {
  const copy = await vault.recall<Measurements>(copyName(carnet));
  if (copy) await vault.keep(copyName(carnet), withValue(copy.value, value), copy.at.getTime()).catch(() => undefined);
}
