/** What is being prepared is read again by itself, as long as somebody looks at it. */
import { onDestroy } from "svelte";

const AGAIN_MS = 4000;

/** Called in a component's script. */
export function lookAgainWhile(underWay: () => boolean, reading: { reload: () => Promise<unknown> }): void {
  const timer = setInterval(() => underWay() && document.visibilityState === "visible" && void reading.reload(), AGAIN_MS);
  onDestroy(() => clearInterval(timer));
}
