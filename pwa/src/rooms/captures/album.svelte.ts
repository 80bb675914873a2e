/** The album as far as it was read: pages newest first, by one label or all, kept fresh while something is on its way. */
import { onDestroy } from "svelte";
import { get } from "../../api/client";
import { Dismissed } from "../../api/errors";
import { afterPaint } from "../../shell/paint";
import { Reading } from "../../shell/reading.svelte";
import { listUrl, monthsUrl, type CapturePage, type CaptureView, type Month } from "./api";
import { byMonth, monthOf, type MonthOf } from "./months";
import { see, seenAlbum } from "./seen.svelte";

/** Most that the server gives at once. */
const FAR = 200;
/** Pictures that a phone shows at once. */
const SCREENFUL = 12;
/** Drawn in one piece after the first screenful, with a frame between two. */
const PIECE = 24;
const AGAIN_MS = 4000;

const underWay = (capture: CaptureView) => capture.state === "receiving" || capture.state === "preparing";

/** `fresh` is the newest page; what is older and was already read stays. */
export function joined(fresh: CapturePage, known: CapturePage): CapturePage {
  const last = fresh.captures.at(-1);
  if (!last || fresh.next === null) return fresh;
  const at = known.captures.findIndex((capture) => capture.id === last.id);
  return at < 0 ? fresh : { captures: [...fresh.captures, ...known.captures.slice(at + 1)], next: known.next };
}

export class Album {
  readonly reading: Reading<CapturePage>;
  /** A label, or nothing: chosen here, among what was read, since a label may tell a health problem and an address is logged. */
  tag = $state("");
  shown = $derived.by(() => (this.reading.value?.captures ?? []).filter((capture) => !this.tag || capture.tags.includes(this.tag)));
  private drawn = $state(SCREENFUL);
  /** All that was read and is chosen has been drawn. */
  private whole = $derived(this.drawn >= this.shown.length);
  /** What was read will soon be drawn: more may be read meanwhile. */
  nearlyWhole = $derived(this.drawn + FAR / 2 >= this.shown.length);
  private last: MonthOf[] = [];
  /** What is drawn of it: a piece more after each frame. */
  byMonth = $derived((this.last = byMonth(this.shown.slice(0, this.drawn), this.last)));
  /** Every label seen so far: choosing one does not hide the others. */
  tags = $state<string[]>([]);
  months = $state.raw<Month[]>([]);
  busy = $state(false);
  error = $state.raw<unknown>(null);

  /** `back`: one comes back to a place in it, which must be there at once. */
  constructor(private readonly carnet: string, back: boolean) {
    this.reading = new Reading(async (signal) => {
      const fresh = await get<CapturePage>(listUrl(carnet), { signal });
      const known = this.reading.value;
      this.learn(fresh.captures);
      return known && known.captures.length ? joined(fresh, known) : fresh;
    });
    const seen = seenAlbum(carnet);
    if (seen) {
      if (back) this.drawn = seen.captures.length;
      this.reading.value = { captures: seen.captures, next: seen.next };
      this.tag = seen.tag;
      this.learn(seen.captures);
    }
    $effect(() => {
      const next = this.drawn + PIECE;
      return this.whole ? undefined : afterPaint(() => (this.drawn = next));
    });
    $effect(() => {
      if (this.reading.value) see(carnet, this.reading.value, this.tag);
    });
    void get<Month[]>(monthsUrl(carnet)).then((months) => (this.months = months), () => undefined);
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && !this.reading.loading && this.reading.value?.captures.some(underWay)) void this.reading.reload();
    }, AGAIN_MS);
    onDestroy(() => clearInterval(timer));
  }

  /** Shows one label; reads further back until a screen is full. */
  async choose(tag: string): Promise<void> {
    this.tag = tag;
    this.drawn = SCREENFUL;
    while (this.tag === tag && this.shown.length < SCREENFUL && this.reading.value?.next && !this.busy && !this.error) await this.more();
  }

  async more(): Promise<void> {
    const value = this.reading.value;
    if (this.busy || !value?.next) return;
    this.busy = true;
    this.error = null;
    try {
      const older = await get<CapturePage>(listUrl(this.carnet, { before: value.next, limit: FAR }));
      this.learn(older.captures);
      this.reading.set({ captures: [...value.captures, ...older.captures], next: older.next });
    } catch (caught) {
      if (!(caught instanceof Dismissed)) this.error = caught;
    } finally {
      this.busy = false;
    }
  }

  /** Reads, and draws, as far back as that month. */
  async reach(month: string): Promise<void> {
    for (;;) {
      const value = this.reading.value;
      const oldest = value?.captures.at(-1);
      if (!value?.next || !oldest || this.error || monthOf(oldest) < month) break;
      await this.more();
    }
    const until = this.shown.findIndex((capture) => monthOf(capture) < month);
    this.drawn = Math.max(this.drawn, until < 0 ? this.shown.length : until + SCREENFUL);
  }

  private learn(captures: readonly CaptureView[]): void {
    const all = new Set([...this.tags, ...captures.flatMap((capture) => capture.tags)]);
    if (all.size !== this.tags.length) this.tags = [...all];
  }
}
