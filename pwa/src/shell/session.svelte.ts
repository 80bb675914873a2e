/** Who is signed in on this phone, and what happens when that ends. */
import { get, post } from "../api/client";
import { Problem } from "../api/errors";
import type { Me } from "../api/types";
import { t } from "../i18n";
import { say } from "../ui/toasts.svelte";
import { carnets } from "./carnets.svelte";
import { dropEarly } from "./early";
import { letGo } from "./leaving";
import { browserMemory, tabMemory } from "./memory";
import { network } from "./network.svelte";
import { outbox } from "./pending";
import { signInAgain } from "./questions.svelte";
import * as vault from "./vault";

/** Holds nothing but "someone was signed in here": lets the first screen come without asking the server. */
const HINT = "cs3.in";
/** Where the tabs of this browser tell each other who is here: a person's id, or null. */
const TABS = "cs3-session";

class Session {
  me = $state.raw<Me | null>(null);
  state = $state<"starting" | "out" | "in">("starting");
  /** The phone's own copy is shown: the server has not confirmed it since the start. */
  unconfirmed = $state(false);
  private asking: Promise<void> | null = null;
  private tabs = "BroadcastChannel" in globalThis ? new BroadcastChannel(TABS) : null;

  constructor() {
    // A tab must not go on showing, nor sending in the name of, somebody who has left this phone in another one.
    this.tabs?.addEventListener("message", ({ data }: MessageEvent<string | null>) => {
      if (this.state !== "in" || !this.me) return;
      if (data !== this.me.id) location.reload();
      else signInAgain.settle(true);
    });
  }

  /** True when somebody was signed in when CS3 was last used here. */
  get expected(): boolean {
    return browserMemory.getItem(HINT) === "1";
  }

  /** `language`: on its way; needed before anything can be said. */
  async start(language: Promise<void>): Promise<void> {
    if (!this.expected) {
      this.state = "out";
      return;
    }
    network.whenBack(() => this.expected && (this.unconfirmed || this.state === "out") && void this.confirm());
    const asked = this.confirm(language);
    const copy = await vault.recall<Me>("me");
    if (copy && this.state === "starting") {
      this.me = copy.value;
      this.unconfirmed = true;
      this.state = "in";
      return;
    }
    await asked;
    // Neither an answer nor a copy.
    if (this.state === "starting") this.state = "out";
  }

  /** Asks the server who is here; several who wonder at once share one request. */
  confirm(language?: Promise<void>): Promise<void> {
    this.asking ??= get<Me>("/api/me", { plain: true })
      .then(
        (me) => this.entered(me),
        async (error: unknown) => {
          if (!(error instanceof Problem && error.status === 401)) return;
          await language;
          await this.ended();
          say(t.session.wiped);
        },
      )
      .finally(() => (this.asking = null));
    return this.asking;
  }

  /** Someone signed in, or their own details changed. */
  async entered(me: Me): Promise<void> {
    const owner = (await vault.recall<string>("owner"))?.value;
    if ((this.me ?? me).id !== me.id || (owner ?? me.id) !== me.id) letGo();
    if (owner && owner !== me.id) await vault.forget(...(await vault.names()));
    browserMemory.setItem(HINT, "1");
    this.me = me;
    this.unconfirmed = false;
    this.state = "in";
    await vault.keep("owner", me.id).catch(() => undefined);
    await vault.keep("me", me).catch(() => undefined);
    this.tabs?.postMessage(me.id);
  }

  async refresh(): Promise<Me> {
    const me = await get<Me>("/api/me");
    await this.entered(me);
    return me;
  }

  /** The session is over: copies go; drafts and what was not sent stay sealed, for when the same person comes back. */
  async ended(): Promise<void> {
    signInAgain.settle(false);
    dropEarly();
    letGo();
    browserMemory.removeItem(HINT);
    browserMemory.removeItem("cs3.carnet");
    this.me = null;
    this.unconfirmed = false;
    this.state = "out";
    carnets.clear();
    await vault.wipeCopies().catch(() => undefined);
    this.tabs?.postMessage(null);
  }

  /** Signs out here. The caller has asked about unsent things; `discard` throws them away. */
  async signOut(): Promise<void> {
    await (await outbox()).withdraw();
    await post("/api/auth/signout", undefined, { plain: true }).catch((error: unknown) => {
      if (error instanceof Problem && error.status === 401) return;
      throw error;
    });
    await (await outbox()).discard();
    await this.ended();
    await vault.wipe().catch(() => undefined);
    tabMemory.clear();
  }
}

export const session = new Session();
