/** The browser wakes CS3 because there is a network: what waits on this phone leaves (Background Sync; Chromium only). */
import { TAG } from "../outbox/background";
import { sendWaiting } from "../outbox/worker";

interface SyncEvent extends ExtendableEvent {
  tag: string;
}

export function sendWhenWoken(self: ServiceWorkerGlobalScope): void {
  self.addEventListener("sync", (event) => {
    const { tag } = event as SyncEvent;
    if (tag === TAG) (event as SyncEvent).waitUntil(sendWaiting());
  });
}
