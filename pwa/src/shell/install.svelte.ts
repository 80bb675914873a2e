/** Putting CS3 on the home screen: the browser's own prompt where there is one, a sentence where there is none (iPhone). */
import { browserMemory } from "./memory";

interface InstallPrompt extends Event {
  prompt(): Promise<void>;
  userChoice: Promise<{ outcome: "accepted" | "dismissed" }>;
}

const LATER = "cs3.install-later";
const MONTH = 30 * 86_400_000;

class Install {
  private event = $state.raw<InstallPrompt | null>(null);
  private later = $state(Date.now() - Number(browserMemory.getItem(LATER) ?? 0) < MONTH);
  readonly installed = matchMedia("(display-mode: standalone)").matches || (navigator as { standalone?: boolean }).standalone === true;
  readonly iphone = /iPhone|iPad/.test(navigator.userAgent) || (navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1);

  constructor() {
    addEventListener("beforeinstallprompt", (event) => {
      event.preventDefault();
      this.event = event as InstallPrompt;
    });
    addEventListener("appinstalled", () => (this.event = null));
  }

  /** How it can be offered now, or null. */
  get way(): "prompt" | "sentence" | null {
    if (this.installed || this.later) return null;
    return this.event ? "prompt" : this.iphone ? "sentence" : null;
  }

  /** The same, asked for from the account screen: "later" does not count there. */
  get possible(): "prompt" | "sentence" | null {
    if (this.installed) return null;
    return this.event ? "prompt" : this.iphone ? "sentence" : null;
  }

  async ask(): Promise<void> {
    const event = this.event;
    this.event = null;
    await event?.prompt();
  }

  postpone(): void {
    browserMemory.setItem(LATER, String(Date.now()));
    this.later = true;
  }
}

export const install = new Install();
