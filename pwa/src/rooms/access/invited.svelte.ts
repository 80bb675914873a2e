/** Somebody holds an invitation: into a notebook, or into a team. What it says, signing in on the way and back, and its end. */
import { Dismissed, isCode, Problem } from "../../api/errors";
import { carnets } from "../../shell/carnets.svelte";
import { want } from "../../shell/guide";
import { dropToken, router, takeToken } from "../../shell/router.svelte";
import { session } from "../../shell/session.svelte";
import * as vault from "../../shell/vault";

interface Way<T> {
  /** Of a link: where its secret is kept, sealed, until it is used: signing up goes through an e-mail and another tab. Null: there is none. */
  kept: string | null;
  /** Where to come back to. */
  path: string;
  /** token: empty without a link. */
  open: (token: string) => Promise<T>;
  /** The server's word for one that serves no more. */
  gone: string;
}

export class Invited<T extends object> {
  opened = $state.raw<T | null>(null);
  gone = $state(false);
  loadError = $state.raw<unknown>(null);
  error = $state.raw<unknown>(null);
  busy = $state<"" | "accept" | "refuse" | "leave">("");
  token: string;
  private readonly way: Way<T>;
  private readonly address = location.pathname;

  constructor(way: Way<T>) {
    this.way = way;
    this.token = (way.kept && takeToken()) || "";
    void this.load();
  }

  /** Made for somebody else's address. */
  get another(): boolean {
    return isCode(this.error, "invitation_for_another");
  }

  get inside(): boolean {
    return isCode(this.error, "already_in_team");
  }

  async load(): Promise<void> {
    const { kept, open } = this.way;
    this.loadError = null;
    if (kept && !this.token) this.token = (await vault.recall<string>(kept))?.value ?? "";
    if (kept && !this.token) return void (this.gone = true);
    try {
      this.opened = await open(this.token);
      if (kept) await vault.keep(kept, this.token).catch(() => undefined);
    } catch (caught) {
      // A link's holder may be nobody yet: whatever refuses it ends it. Who is signed in may have to prove themselves first.
      const ends = caught instanceof Problem && (kept ? caught.status >= 400 && caught.status < 500 && caught.status !== 429 : caught.status === 404);
      if (ends) await this.end();
      else this.loadError = caught;
    }
  }

  async run(what: "accept" | "refuse" | "leave", act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = what;
    this.error = null;
    try {
      await act();
    } catch (caught) {
      if (isCode(caught, this.way.gone)) await this.end();
      else if (!(caught instanceof Dismissed)) this.error = caught;
      // Not for this account: what is kept would lead here from the home screen, for as long as the link works.
      if ((this.another || this.inside) && this.way.kept) await vault.forget(this.way.kept).catch(() => undefined);
    } finally {
      this.busy = "";
    }
  }

  /** It was answered: its secret leaves the address and the phone. */
  async forget(): Promise<void> {
    if (!this.way.kept) return;
    dropToken(this.address);
    await vault.forget(this.way.kept).catch(() => undefined);
  }

  changeAccount(): Promise<void> {
    return this.run("leave", async () => {
      await session.signOut();
      carnets.clear();
      if (this.way.kept && this.token) await vault.keep(this.way.kept, this.token);
      this.comeBack();
      router.go("/connexion");
    });
  }

  comeBack(): void {
    want(this.way.path);
  }

  private async end(): Promise<void> {
    this.gone = true;
    await this.forget();
  }
}
