/** A new version waits until the person says yes; the very first one serves at once, so that the next start works offline. */
export function takeOverWhenAsked(self: ServiceWorkerGlobalScope): void {
  self.addEventListener("message", (event) => {
    if ((event.data as { type?: string } | null)?.type === "take-over") void self.skipWaiting();
  });
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
}
