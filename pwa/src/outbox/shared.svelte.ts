/** What was handed to CS3 from elsewhere, as the screens see it. */
import type { Kept } from "./item";
import { listShared, sharedNews } from "./shared";

class Shared {
  list = $state.raw<Kept[]>([]);
  /** False until the phone has been looked into. */
  known = $state(false);

  constructor() {
    // Kept open: the service worker may be given more while the screen stands.
    if ("BroadcastChannel" in globalThis) sharedNews().addEventListener("message", () => void this.look());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void this.look());
    void this.look();
  }

  async look(): Promise<void> {
    this.list = await listShared().catch(() => []);
    this.known = true;
  }
}

export const shared = new Shared();
