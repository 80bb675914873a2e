/** What was entered here for carnets that are no longer open: it stays on this phone, and is said. */
import { queue } from "../../outbox";
import { carnets } from "../../shell/carnets.svelte";
import { waiting } from "../sheets/unsent";

/** The ids of carnets that are not in the list, and of which something has not left. */
export function leftOf(): string[] {
  const ids = new Set([...queue.unsent.map((item) => item.carnet), ...waiting.unsent.map((text) => text.carnet)]);
  return [...ids].filter((id) => !carnets.byId(id));
}

export const unsentOf = (carnet: string): number => queue.unsent.filter((item) => item.carnet === carnet).length + waiting.of(carnet).length;

/** It is open again: what it had refused leaves by itself. */
export async function sendAgain(carnet: string): Promise<void> {
  for (const item of queue.unsent.filter((one) => one.carnet === carnet && one.state === "failed" && one.problem === "server")) await queue.again(item);
  for (const text of waiting.of(carnet).filter((one) => one.state === "failed")) await waiting.again(text);
}
