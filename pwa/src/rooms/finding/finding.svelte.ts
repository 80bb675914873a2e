/**
 * One search: asked as one types, each question taking the place of the one before. What is typed is kept nowhere but on the screen, and
 * in memory while something that was found is open, so that « back » finds the answers again.
 */
import { onDestroy } from "svelte";
import { Dismissed, Offline, Problem } from "../../api/errors";
import { localDay } from "../../i18n/dates";
import { carnets } from "../../shell/carnets.svelte";
import { network } from "../../shell/network.svelte";
import { session } from "../../shell/session.svelte";
import * as vault from "../../shell/vault";
import type { Agenda } from "../agenda/api";
import { copyName as agendaCopy } from "../agenda/api";
import type { HabitsView } from "../sheets/habits";
import { find, type Found, type Kind } from "./api";
import type { Kept } from "./here";

/** ms without a letter before it is asked. */
const PAUSE = 250;
/** ms without an answer, after which there is no network. */
const PATIENCE = 15_000;
/** ms during which « back » finds the search again. */
const AWAY = 10 * 60_000;
/** Letters from which something is asked. */
const FEWEST = 2;
const FEW = 5;
const MANY = 50;
const DAY = 86_400_000;

export type Period = "" | "month" | "year" | "older";

export interface Asked {
  words: string;
  kind: Kind | "";
  category: string;
  author: string;
  tag: string;
  period: Period;
}

const NOTHING: Asked = { words: "", kind: "", category: "", author: "", tag: "", period: "" };
const FILTERS = ["category", "author", "tag", "period"] as const;

let left: { where: string; asked: Asked; at: number } | null = null;

export class Finding {
  asked = $state<Asked>({ ...NOTHING });
  /** What stands on the screen, and for which words. */
  found = $state.raw<{ answer: Found; words: string; here: boolean } | null>(null);
  error = $state.raw<unknown>(null);
  busy = $state(false);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private controller = new AbortController();

  /** `only`: nothing else is looked through. `here`: what this phone keeps is searched by this when there is no network. */
  constructor(
    private readonly carnet: string,
    private readonly only: Kind | "" = "",
    private readonly here: ((kept: Kept, words: string) => Found) | null = null,
  ) {
    this.asked.kind = only;
    if (left && left.where === this.where && Date.now() - left.at < AWAY) {
      this.asked = left.asked;
      void this.ask();
    }
    left = null;
    const stop = network.whenBack(() => this.active && void this.ask());
    onDestroy(() => {
      stop();
      clearTimeout(this.timer);
      this.controller.abort();
    });
  }

  get filtered(): boolean {
    return FILTERS.some((name) => this.asked[name] !== "");
  }

  /** Whether anything is asked for. */
  get active(): boolean {
    return this.asked.words.trim().length >= FEWEST || this.filtered || (this.only === "" && this.asked.kind !== "" && this.asked.words.trim() !== "");
  }

  /** After a letter. */
  typed(): void {
    clearTimeout(this.timer);
    if (this.active) this.timer = setTimeout(() => void this.ask(), PAUSE);
    else this.rest();
  }

  choose(change: Partial<Asked>): void {
    this.asked = { ...this.asked, ...change };
    if (this.active) void this.ask();
    else this.rest();
  }

  unfilter(): void {
    this.choose({ ...NOTHING, kind: this.only, words: this.asked.words });
  }

  /** Something found is opened: « back » leads here again. */
  leave(): void {
    left = { where: this.where, asked: $state.snapshot(this.asked), at: Date.now() };
  }

  ask = async (): Promise<void> => {
    clearTimeout(this.timer);
    this.controller.abort();
    const controller = (this.controller = new AbortController());
    const words = this.asked.words.trim();
    this.busy = true;
    let late = false;
    const patience = setTimeout(() => {
      late = true;
      controller.abort();
    }, PATIENCE);
    try {
      const answer = await find(this.carnet, this.question(words), controller.signal);
      if (controller !== this.controller) return;
      this.found = { answer, words, here: false };
      this.error = null;
    } catch (caught) {
      if (controller !== this.controller || (controller.signal.aborted && !late)) return;
      if (caught instanceof Problem && caught.status === 404) void carnets.load();
      const answer = caught instanceof Offline || late ? await this.kept(words) : null;
      if (controller !== this.controller) return;
      this.found = answer && { answer, words, here: true };
      this.error = caught instanceof Dismissed ? null : late ? new Offline() : caught;
    } finally {
      clearTimeout(patience);
      if (controller === this.controller) this.busy = false;
    }
  };

  private get where(): string {
    // Of this person alone: another one may sign in on the same page.
    return `${session.me?.id}/${this.carnet}/${this.only}`;
  }

  private rest(): void {
    clearTimeout(this.timer);
    this.controller.abort();
    this.found = this.error = null;
    this.busy = false;
  }

  private question(words: string) {
    const { kind, category, author, tag, period } = this.asked;
    const back = (days: number) => localDay(new Date(Date.now() - days * DAY));
    return {
      words: words.slice(0, 200),
      kind: kind || null,
      category: category || null,
      author: author || null,
      tag: tag || null,
      since: period === "month" ? back(31) : period === "year" ? back(366) : null,
      until: period === "older" ? back(367) : null,
      limit: kind ? MANY : FEW,
    };
  }

  /** Null when this phone keeps nothing to look through, or only filters are asked for. */
  private async kept(words: string): Promise<Found | null> {
    if (!this.here || !words) return null;
    const [agenda, habits] = await Promise.all([vault.recall<Agenda>(agendaCopy(this.carnet)), vault.recall<HabitsView>(`habits/${this.carnet}`)]);
    if (!agenda && !habits) return null;
    return this.here({ agenda: agenda?.value ?? null, habits: habits?.value ?? null }, words);
  }
}
