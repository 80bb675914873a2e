/** My carnets, and the one that is open. The list is kept on the phone, sealed. */
import { get } from "../api/client";
import { Dismissed } from "../api/errors";
import type { Carnet, Right, WholeCarnet } from "../api/types";
import { t } from "../i18n";
import { say } from "../ui/toasts.svelte";
import { browserMemory } from "./memory";
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

  /** Reads the list; several who ask at once share one request. */
  load(): Promise<void> {
    this.loading ??= this.read().finally(() => (this.loading = null));
    return this.loading;
  }

  private async read(): Promise<void> {
    // The phone's copy stands at once; the server's answer takes its place.
    if (this.list === null) {
      const copy = (await vault.recall<Carnet[]>("carnets"))?.value;
      if (copy?.length) this.list ??= copy;
    }
    try {
      const list = await get<Carnet[]>("/api/carnets");
      await this.compare(list);
      this.list = list;
      this.error = null;
      await vault.keep("carnets", list).catch(() => undefined);
    } catch (error) {
      this.error = this.list === null && !(error instanceof Dismissed) ? error : null;
    }
  }

  /** A carnet that is no longer ours: its copies leave the phone, and the person is told. */
  private async compare(list: Carnet[]): Promise<void> {
    const before = this.list ?? (await vault.recall<Carnet[]>("carnets"))?.value ?? [];
    for (const old of before) {
      if (list.some((carnet) => carnet.id === old.id)) continue;
      await vault.forgetCarnet(old.id).catch(() => false);
      say(t.session.carnetGone);
    }
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
  }
}

export const carnets = new Carnets();

/** May the person signed in do this with this category of this carnet? The server decides; this only hides what would be refused. */
export function may(carnet: Carnet | null, category: string, right: Right): boolean {
  return carnet?.me.rights[category]?.includes(right) ?? false;
}

export function portraitUrl(carnet: Carnet): string | null {
  return carnet.portrait ? `/api/carnets/${carnet.id}/portrait?v=${encodeURIComponent(carnet.portrait.version)}` : null;
}
