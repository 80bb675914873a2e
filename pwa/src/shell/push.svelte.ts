/** This phone and notifications: whether it can, whether it does, and saying its address to the server. */
import { get, put, remove } from "../api/client";
import type { components } from "../api/schema";
import { install } from "./install.svelte";

export type PushState = components["schemas"]["Push"];
export type PushDevice = components["schemas"]["PushDevice"];

/** What can be done here: `install`: an iPhone, where it must be on the home screen first; `never`: this browser cannot. */
export type Can = "ask" | "on" | "denied" | "install" | "never";

const supported = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

/** base64url, as the server gives its key, to bytes, as older browsers want them. */
export function keyBytes(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** ms to wait for the service worker, which comes after the first screen. */
const WAIT = 15_000;

async function registration(): Promise<ServiceWorkerRegistration> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error("no service worker")), WAIT));
  return Promise.race([navigator.serviceWorker.ready, late]);
}

class Push {
  /** Asked anew each time a screen wants to know. */
  async can(): Promise<Can> {
    if (!supported) return install.iphone && !install.installed ? "install" : "never";
    if (Notification.permission === "denied") return "denied";
    if (Notification.permission === "default") return "ask";
    return (await this.subscription()) ? "on" : "ask";
  }

  private async subscription(): Promise<PushSubscription | null> {
    const here = await navigator.serviceWorker.getRegistration().catch(() => undefined);
    return (await here?.pushManager.getSubscription().catch(() => null)) ?? null;
  }

  /** Called from a tap: the browser asks the person. False when they said no. */
  async turnOn(key: string): Promise<boolean> {
    if ((await Notification.requestPermission()) !== "granted") return false;
    const { pushManager } = await registration();
    let made = await pushManager.getSubscription();
    if (made && !sameKey(made, key)) {
      await made.unsubscribe();
      made = null;
    }
    made ??= await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: keyBytes(key) });
    await tell(made);
    return true;
  }

  async turnOff(device: PushDevice): Promise<void> {
    await remove(`/api/me/push/${device.id}`);
    if (device.current) await (await this.subscription())?.unsubscribe().catch(() => false);
  }

  /** At each start: the address may have changed, the server may have another key, somebody else may be signed in. */
  async renew(): Promise<void> {
    if (!supported || Notification.permission !== "granted") return;
    if (!(await this.subscription())) return;
    const { key } = await get<PushState>("/api/me/push", { plain: true });
    // Asked for again: the browser may have changed it meanwhile, which the service worker tells.
    const made = await this.subscription();
    if (!made) return;
    if (key && sameKey(made, key)) await tell(made);
    else if (key) await this.turnOn(key);
  }
}

function sameKey(made: PushSubscription, key: string): boolean {
  const theirs = made.options?.applicationServerKey;
  if (!theirs) return true;
  const ours = keyBytes(key);
  return new Uint8Array(theirs).every((byte, index) => byte === ours[index]);
}

async function tell(made: PushSubscription): Promise<void> {
  const { endpoint, keys } = made.toJSON();
  await put<PushState>("/api/me/push", { endpoint, p256dh: keys?.p256dh, auth: keys?.auth });
}

export const push = new Push();
