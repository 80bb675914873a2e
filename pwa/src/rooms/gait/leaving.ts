/** Points that were set on an image and not kept are not dropped without a word. */
import { ask } from "../../ui/ask.svelte";
import type { Measuring } from "./measuring.svelte";
import { texts } from "./measures.texts";

/** Ends what is being measured; false when the person goes on with it. */
export async function putAway(of: readonly Measuring[]): Promise<boolean> {
  const { leave, leaveText, leaveYes, leaveNo } = texts.t;
  if (of.some((one) => one.unkept) && !(await ask({ title: leave, text: leaveText, yes: leaveYes, no: leaveNo, take: true }))) return false;
  for (const one of of) one.putAway();
  return true;
}
