/** The library as far as it was read: newest letters first, one category or all, kept fresh while something is on its way. */
import { onDestroy } from "svelte";
import { get } from "../../api/client";
import { Dismissed } from "../../api/errors";
import type { Home } from "../../api/types";
import { queue } from "../../outbox";
import { Reading } from "../../shell/reading.svelte";
import * as vault from "../../shell/vault";
import { countsUrl, listUrl, type CategoryCount, type CategoryName, type DocumentPage, type DocumentView } from "./api";

const AGAIN_MS = 4000;

export interface MonthOf {
  /** `2026-11`. */
  month: string;
  documents: DocumentView[];
}

export function byMonth(documents: readonly DocumentView[]): MonthOf[] {
  const months: MonthOf[] = [];
  for (const one of documents) {
    const month = one.written_on.slice(0, 7);
    const last = months.at(-1);
    if (last?.month === month) last.documents.push(one);
    else months.push({ month, documents: [one] });
  }
  return months;
}

export class Library {
  readonly reading: Reading<DocumentPage>;
  category = $state<CategoryName | "">("");
  counts = $state.raw<CategoryCount[]>([]);
  busy = $state(false);
  error = $state.raw<unknown>(null);
  /** When the visit before this one ended, as the home screen knew it: what came since is new. */
  private since = $state.raw<string | null>(null);

  constructor(private readonly carnet: string) {
    this.reading = new Reading((signal) => get<DocumentPage>(listUrl(carnet, this.category), { signal }));
    void this.count();
    void vault.recall<Home>(`home/${carnet}`).then((kept) => (this.since = kept?.value.since ?? null));
    const timer = setInterval(() => {
      const underWay = this.reading.value?.documents.some((one) => one.state === "preparing" || one.state === "receiving");
      if (document.visibilityState === "visible" && underWay && !this.reading.loading) void this.reading.reload();
    }, AGAIN_MS);
    onDestroy(() => clearInterval(timer));
    // What has just left this phone is in the library.
    const arrived = $derived(queue.items.filter((item) => item.kind === "document" && item.carnet === carnet && item.state === "received").length);
    $effect(() => {
      if (arrived) void this.again();
    });
  }

  isNew = (one: DocumentView): boolean => !one.mine && this.since !== null && one.added_at > this.since;

  async choose(category: CategoryName | ""): Promise<void> {
    this.category = category;
    this.error = null;
    await this.reading.reload();
  }

  async again(): Promise<void> {
    await Promise.all([this.reading.reload(), this.count()]);
  }

  async more(): Promise<void> {
    const value = this.reading.value;
    if (this.busy || !value?.next) return;
    this.busy = true;
    this.error = null;
    const category = this.category;
    try {
      const older = await get<DocumentPage>(listUrl(this.carnet, category, value.next));
      if (category === this.category) this.reading.set({ documents: [...value.documents, ...older.documents], next: older.next });
    } catch (caught) {
      if (!(caught instanceof Dismissed)) this.error = caught;
    } finally {
      this.busy = false;
    }
  }

  private async count(): Promise<void> {
    this.counts = await get<CategoryCount[]>(countsUrl(this.carnet)).catch(() => this.counts);
  }
}
