/** Registers the service worker; a new version waits until the person says yes. */
class Update {
  waiting = $state.raw<ServiceWorker | null>(null);
  /** Another tab said yes: this one's files are no longer on the phone. */
  over = false;
  private accepted = false;

  /** From the page's first moment: another tab may say yes while this one is still being drawn. */
  listen(): void {
    if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
    let served = navigator.serviceWorker.controller !== null;
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      if (this.accepted) location.reload();
      else if (served) this.over = true;
      served = true;
    });
  }

  async start(): Promise<void> {
    if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
    const registration = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => null);
    if (!registration) return;
    const look = (worker: ServiceWorker | null) => {
      if (!worker) return;
      const settled = () => {
        // Installed while an older one is in charge: an update. The very first one takes over by itself.
        if (worker.state === "installed" && navigator.serviceWorker.controller) this.waiting = worker;
      };
      worker.addEventListener("statechange", settled);
      settled();
    };
    look(registration.waiting ?? registration.installing);
    registration.addEventListener("updatefound", () => look(registration.installing));
    // A phone keeps an application open for days: look again when it is picked up.
    let last = Date.now();
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState !== "visible" || Date.now() - last < 3_600_000) return;
      last = Date.now();
      void registration.update().catch(() => undefined);
    });
  }

  accept(): void {
    this.accepted = true;
    this.waiting?.postMessage({ type: "take-over" });
  }
}

export const update = new Update();
