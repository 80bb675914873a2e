/** What a push becomes: a notification, then word to the server that it stands on the screen. */
import { remember, seenBefore } from "./seen";

/** As the server writes it (backend/rooms/identity/push_words.py). Nothing in it says anything about anybody. */
export interface Message {
  id: string;
  title: string;
  body: string;
  path: string;
  token: string;
  lang: string;
  actions: { action: string; title: string }[];
}

/** ms between tries to say that it was shown: a phone that wakes for a push often has no network yet. */
const AGAIN = [0, 2000, 8000, 20_000];

export function showPushes(self: ServiceWorkerGlobalScope): void {
  self.addEventListener("push", (event) => event.waitUntil(show(self, read(event))));
}

function read(event: PushEvent): Message | null {
  try {
    const said = event.data?.json() as Message;
    return typeof said?.id === "string" && typeof said.path === "string" && said.path.startsWith("/") && !said.path.startsWith("//") ? said : null;
  } catch {
    return null;
  }
}

async function show(self: ServiceWorkerGlobalScope, message: Message | null): Promise<void> {
  // A push that shows nothing costs the permission on iPhones: what cannot be read still says that there is something.
  if (!message) return self.registration.showNotification("CS3", { body: "Ouvrez le carnet.", tag: "cs3", icon: "/icons/icon-192.png" });
  // Sent twice because a server died in between: the phone has shown it.
  if (!(await seenBefore(message.id))) {
    await self.registration.showNotification(message.title, {
      body: message.body,
      tag: message.id,
      lang: message.lang,
      icon: "/icons/icon-192.png",
      badge: "/icons/icon-192.png",
      data: { path: message.path, token: message.token },
      ...(message.actions.length ? { actions: message.actions } : {}),
    } as NotificationOptions);
    await remember(message.id);
  }
  await say("/api/push/shown", { token: message.token });
}

/** Insists for half a minute. An answer of any kind is an answer. */
export async function say(path: string, body: unknown, method: "POST" | "PUT" = "POST"): Promise<void> {
  for (const wait of AGAIN) {
    if (wait) await new Promise((resolve) => setTimeout(resolve, wait));
    try {
      const answer = await fetch(path, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), credentials: "same-origin", keepalive: true });
      if (answer.status < 500) return;
    } catch {
      // No network yet.
    }
  }
}
