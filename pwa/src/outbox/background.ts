/** Background Sync, where the browser has it (Chromium, so Android; no iPhone): CS3 is woken to send when there is a network again. */

export const TAG = "cs3-outbox";

interface Syncing {
  sync?: { register(tag: string): Promise<void> };
}

/** Asks for it. Without it nothing is lost: the sending goes on at the next opening. */
export async function wakeLater(): Promise<void> {
  try {
    const registration = (await navigator.serviceWorker?.getRegistration()) as Syncing | undefined;
    await registration?.sync?.register(TAG);
  } catch {
    // A browser that refuses it.
  }
}
