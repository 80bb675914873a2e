/** My carnets, and the one that is open. The list is kept on the phone, sealed. */
import { get } from "../api/client";
import { Dismissed, Offline } from "../api/errors";
import type { Carnet, Right, WholeCarnet } from "../api/types";
import { t } from "../i18n";
import { say } from "../ui/toasts.svelte";
import { letGo } from "./leaving";
import { browserMemory } from "./memory";
import { outbox } from "./pending";
import * as vault from "./vault";

const LAST = "cs3.carnet";

class Carnets {
  list = $state.raw<Carnet[] | null>(null);
  error = $state.raw<unknown>(null);
  /** The id of the carnet on screen, or of the last one that was. */
  currentId = $state<string | null>(browserMemory.getItem(LAST));

  get current(): Carnet | null {
    return this.list?.find((carnet) => carnet.id === this.currentId) ?? this.list?.[0] ?? null;
  }

  byId(id: string): Carnet | null {
    return this.list?.find((carnet) => carnet.id === id) ?? null;
  }

  private loading: Promise<void> | null = null;

  private readAt = -Infinity;

  /** Reads the list; several who ask at once share one request. An answer of the last `within` ms will do. */
  load(within = 0): Promise<void> {
    if (performance.now() - this.readAt < within) return Promise.resolve();
    this.loading ??= this.read().finally(() => (this.loading = null));
    return this.loading;
  }

  private async read(): Promise<void> {
    // The phone's copy stands at once; the server's answer, which does not wait for it, takes its place.
    let over = false;
    const copy = this.list === null ? vault.recall<Carnet[]>("carnets").then((kept) => kept?.value ?? []) : Promise.resolve(this.list);
    void copy.then((kept) => {
      if (!over && kept.length) this.list ??= kept;
    });
    try {
      const list = await get<Carnet[]>("/api/carnets");
      over = true;
      this.list = list;
      this.error = null;
      this.readAt = performance.now();
      const before = await copy;
      await this.compare(before, list);
      void this.goOn(before, list).catch(() => undefined);
      await vault.keep("carnets", list).catch(() => undefined);
    } catch (error) {
      over = !(error instanceof Offline);
      await copy;
      this.error = this.list === null && !(error instanceof Dismissed) ? error : null;
    }
  }

  /** A carnet that is no longer ours: its copies leave the phone, and the person is told. */
  private async compare(before: Carnet[], list: Carnet[]): Promise<void> {
    for (const old of before) {
      if (list.some((carnet) => carnet.id === old.id)) continue;
      letGo(old.id);
      await vault.forgetCarnet(old.id).catch(() => false);
      say(t.session.carnetGone);
    }
  }

  /** A carnet that is open again, here or by somebody else: what was refused meanwhile leaves by itself. */
  private async goOn(before: Carnet[], list: Carnet[]): Promise<void> {
    const back = list.filter((carnet) => !before.some((old) => old.id === carnet.id));
    if (!back.length || !(await (await outbox()).count())) return;
    const { sendAgain } = await import("../rooms/closing/left");
    for (const carnet of back) await sendAgain(carnet.id);
  }

  /** Closed by oneself, and known to be: its copies go, without a word about an access that was lost. */
  async leave(id: string): Promise<void> {
    this.list = this.list?.filter((carnet) => carnet.id !== id) ?? null;
    if (this.currentId === id) this.currentId = null;
    browserMemory.removeItem(LAST);
    letGo(id);
    await vault.forgetCarnet(id).catch(() => false);
    await vault.keep("carnets", this.list ?? []).catch(() => undefined);
  }

  open(id: string): void {
    if (this.currentId === id) return;
    this.currentId = id;
    browserMemory.setItem(LAST, id);
  }

  /** What is known of health stays out of the list: reading it is traced, carnet by carnet. */
  put(whole: Carnet | WholeCarnet): void {
    const { diagnoses: _, ...carnet } = whole as WholeCarnet;
    const list = this.list ?? [];
    this.list = list.some((one) => one.id === carnet.id) ? list.map((one) => (one.id === carnet.id ? carnet : one)) : [...list, carnet];
    void vault.keep("carnets", this.list).catch(() => undefined);
  }

  clear(): void {
    this.list = null;
    this.currentId = null;
    this.readAt = -Infinity;
  }
}

export const carnets = new Carnets();

/** May the person signed in do this with this category of this carnet? The server decides; this only hides what would be refused. */
export function may(carnet: Carnet | null, category: string, right: Right): boolean {
  return carnet?.me.rights[category]?.includes(right) ?? false;
}

/** Is a sheet made of lines open to them? The pain passport is of the habits; the measures are elsewhere. */
export const readsSheets = (carnet: Carnet | null): boolean => Object.entries(carnet?.me.rights ?? {}).some(([category, rights]) => /^sheets\.(?!growth$)/.test(category) && rights.includes("read"));

const RELAYED: readonly string[] = ["journal", "sheets.allergies", "sheets.medication", "sheets.habits", "sheets.contacts"];
/** Does the relay sheet have a part for them? */
export const takesOver = (carnet: Carnet | null): boolean => RELAYED.some((category) => carnet?.me.rights[category]?.includes("read"));

/** Is there anything of this carnet that they may look through? */
export const finds = (carnet: Carnet | null): boolean =>
  Object.entries(carnet?.me.rights ?? {}).some(([category, rights]) => (/^(documents\.|photos$|gait$)/.test(category) ? rights.length > 0 : /^(agenda|sheets\.(?!growth).+)$/.test(category) && rights.includes("read")));

export function portraitUrl(carnet: Carnet): string | null {
  return carnet.portrait ? `/api/carnets/${carnet.id}/portrait?v=${encodeURIComponent(carnet.portrait.version)}` : null;
}
