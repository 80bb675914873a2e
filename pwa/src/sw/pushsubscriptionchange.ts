/** The browser changed this phone's address or keys, or dropped them: subscribed again, and the server told at once. */
import { say } from "./push";

export function keepSubscription(self: ServiceWorkerGlobalScope): void {
  self.addEventListener("pushsubscriptionchange", (event) => {
    const { oldSubscription, newSubscription } = event as ExtendableEvent & { oldSubscription?: PushSubscription | null; newSubscription?: PushSubscription | null };
    (event as ExtendableEvent).waitUntil(again(self, oldSubscription ?? null, newSubscription ?? null));
  });
}

async function again(self: ServiceWorkerGlobalScope, old: PushSubscription | null, given: PushSubscription | null): Promise<void> {
  const made = given ?? (await self.registration.pushManager.getSubscription()) ?? (await subscribed(self, old));
  if (!made) return;
  const { endpoint, keys } = made.toJSON();
  // Without a session the application says it at its next start.
  await say("/api/me/push", { endpoint, p256dh: keys?.p256dh, auth: keys?.auth, replaces: old?.endpoint ?? "" }, "PUT");
}

/** With the key that the server has now, or, when it does not answer, the one of before. null when the person took the permission back. */
async function subscribed(self: ServiceWorkerGlobalScope, old: PushSubscription | null): Promise<PushSubscription | null> {
  const applicationServerKey = (await serverKey()) ?? old?.options.applicationServerKey;
  if (!applicationServerKey) return null;
  return self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }).catch(() => null);
}

async function serverKey(): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const answer = await fetch("/api/me/push", { credentials: "same-origin", cache: "no-store" });
    const key = answer.ok ? ((await answer.json()) as { key: string | null }).key : null;
    return key ? keyBytes(key) : null;
  } catch {
    return null;
  }
}

/** base64url to bytes: not every browser takes the text. */
function keyBytes(key: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(key.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
