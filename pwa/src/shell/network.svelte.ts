/** Is there a network? Believed from real requests first, from the browser's own opinion second. */

/** ms before the server is asked whether it is there again: the browser says nothing of a network that leads nowhere. */
const FIRST = 4000;
const MOST = 60_000;

class Network {
  online = $state(navigator.onLine);
  private waiting = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pause = FIRST;

  constructor() {
    addEventListener("online", () => this.said(true));
    addEventListener("offline", () => this.said(false));
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && !this.online && void this.look());
    if (!this.online) this.lookLater();
  }

  /** What the last request found. */
  said(online: boolean): void {
    const back = online && !this.online;
    this.online = online;
    if (online) {
      clearTimeout(this.timer);
      this.timer = undefined;
      this.pause = FIRST;
    } else if (this.timer === undefined) this.lookLater();
    if (back) for (const run of [...this.waiting]) run();
  }

  /** Runs each time the connection comes back, until the returned function is called. */
  whenBack(run: () => void): () => void {
    this.waiting.add(run);
    return () => this.waiting.delete(run);
  }

  private lookLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), this.pause);
    this.pause = Math.min(2 * this.pause, MOST);
  }

  /** While somebody looks at the screen, until the server answers. */
  private async look(): Promise<void> {
    const there =
      document.visibilityState === "visible" &&
      (await fetch("/health/live", { cache: "no-store", redirect: "error", signal: AbortSignal.timeout(10_000) }).then(
        (answer) => answer.ok,
        () => false,
      ));
    if (this.online) return;
    if (there) this.said(true);
    else this.lookLater();
  }
}

export const network = new Network();
