/** A tap on a notification opens its screen in CS3; « Fait » and « Plus tard » are told to the server without opening anything. */
import { say } from "./push";
import { SERVERS_OWN } from "./shell";

interface Data {
  path?: string;
  token?: string;
}

export function followTaps(self: ServiceWorkerGlobalScope): void {
  self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    const { path = "/", token } = (event.notification.data ?? {}) as Data;
    const answered = event.action === "done" || event.action === "later";
    event.waitUntil(answered && token ? say("/api/push/answered", { token, action: event.action }) : open(self, path));
  });
}

async function open(self: ServiceWorkerGlobalScope, path: string): Promise<void> {
  // A doctor's page, or a file that was opened, is no screen of the application: it would not hear where to go.
  const windows = (await self.clients.matchAll({ type: "window", includeUncontrolled: true })).filter(({ url }) => !SERVERS_OWN.some((own) => own.test(new URL(url).pathname)));
  const there = windows.find((one) => new URL(one.url).pathname === path) ?? windows[0];
  if (!there) return void (await self.clients.openWindow(path));
  await there.focus().catch(() => undefined);
  // The page goes there itself, so that what is being typed is kept (shell/push.svelte.ts).
  if (new URL(there.url).pathname !== path) there.postMessage({ type: "go", path });
}
