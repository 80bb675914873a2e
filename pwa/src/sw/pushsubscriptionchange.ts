/** The browser changed this phone's address or keys: subscribed again with the same key, and the server told at once. */
export function keepSubscription(self: ServiceWorkerGlobalScope): void {
  self.addEventListener("pushsubscriptionchange", (event) => {
    const { oldSubscription, newSubscription, waitUntil } = event as ExtendableEvent & { oldSubscription?: PushSubscription | null; newSubscription?: PushSubscription | null };
    waitUntil.call(event, again(self, oldSubscription ?? null, newSubscription ?? null));
  });
}

async function again(self: ServiceWorkerGlobalScope, old: PushSubscription | null, given: PushSubscription | null): Promise<void> {
  const known = given ?? (await self.registration.pushManager.getSubscription());
  const key = old?.options.applicationServerKey ?? (await serverKey());
  if (!known && !key) return;
  const made = known ?? (await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
  const { endpoint, keys } = made.toJSON();
  const body = JSON.stringify({ endpoint, p256dh: keys?.p256dh, auth: keys?.auth, replaces: old?.endpoint ?? "" });
  // Without a session the application says it at its next start.
  await fetch("/api/me/push", { method: "PUT", headers: { "Content-Type": "application/json" }, body, credentials: "same-origin" }).catch(() => undefined);
}

async function serverKey(): Promise<string | null> {
  const answer = await fetch("/api/me/push", { credentials: "same-origin" }).catch(() => null);
  return answer?.ok ? ((await answer.json()) as { key: string | null }).key : null;
}
