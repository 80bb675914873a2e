/** What another application shares with CS3 is kept on the phone, sealed; the screen then asks where it goes. */
import { keepShared } from "../outbox/shared";

export const SHARED_AT = "/partager";

export function takeShared(self: ServiceWorkerGlobalScope): void {
  self.addEventListener("fetch", (event) => {
    if (event.request.method === "POST" && new URL(event.request.url).pathname === SHARED_AT) event.respondWith(kept(event.request));
  });
}

/** Whatever became of it, the screen says what is there. */
async function kept(request: Request): Promise<Response> {
  const said = await request.formData().catch(() => null);
  for (const file of said?.getAll("files") ?? []) {
    // For one that the phone has no room for, a smaller one may still find some.
    if (file instanceof File) await keepShared(file).catch(() => undefined);
  }
  return Response.redirect(SHARED_AT, 303);
}
