/** Is there a network? Believed from real requests first, from the browser's own opinion second. */
class Network {
  online = $state(navigator.onLine);
  private waiting = new Set<() => void>();

  constructor() {
    addEventListener("online", () => this.said(true));
    addEventListener("offline", () => this.said(false));
  }

  /** What the last request found. */
  said(online: boolean): void {
    const back = online && !this.online;
    this.online = online;
    if (back) for (const run of [...this.waiting]) run();
  }

  /** Runs each time the connection comes back, until the returned function is called. */
  whenBack(run: () => void): () => void {
    this.waiting.add(run);
    return () => this.waiting.delete(run);
  }
}

export const network = new Network();
