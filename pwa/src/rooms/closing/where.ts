/** Whether the screen of closed carnets has something to say: asked for when a carnet is not there, and by the switch. */
import { outbox } from "../../shell/pending";
import { listClosings } from "./api";

/** One closed carnet, by its id: true when this person may see it there. */
export async function isClosed(carnet: string): Promise<boolean> {
  return (await listClosings().catch(() => [])).some((one) => one.carnet_id === carnet);
}

/** A carnet that was closed, or something that had not left for one. */
export async function anythingClosed(): Promise<boolean> {
  if ((await listClosings().catch(() => [])).length) return true;
  await (await outbox()).count();
  return (await import("./left")).leftOf().length > 0;
}
