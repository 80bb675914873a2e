/** One day of a carnet, as its screen holds it: read with the week before it, kept on the phone, with what was noted here over it. Made in a component's script. */
import { onDestroy } from "svelte";
import { get } from "../../api/client";
import { frenchDay } from "../../i18n/dates";
import { Reading } from "../../shell/reading.svelte";
import { session } from "../../shell/session.svelte";
import { copyName, readUrl } from "./api";
import { over, type Content, type EntryView, type JournalView, type Shown } from "./entries";
import { queue } from "./unsent";

/** ms to wait for the server's word before saying that it is kept here and leaves later. */
const PATIENCE = 2500;

export interface Noted {
  entry: string;
  content: Content;
  happened_at: string;
  ended_at: string | null;
  confirmed?: boolean;
}

export class JournalDay {
  readonly reading: Reading<JournalView>;
  readonly entries: Shown[] = $derived.by(() => {
    const me = session.me;
    const value = this.reading.value;
    return value ? over(value.entries, queue.of(this.carnet), { id: me?.id ?? "", name: me ? `${me.given_name} ${me.family_name}` : "" }, frenchDay) : [];
  });

  constructor(
    private readonly carnet: string,
    last: string,
  ) {
    // The phone keeps the days up to today; an older week is read when it is asked for.
    const today = last === frenchDay(new Date());
    this.reading = new Reading((signal) => get<JournalView>(readUrl(carnet, last), { signal }), today ? copyName(carnet) : undefined);
    onDestroy(
      queue.whenReceived((of, entry) => {
        if (of !== carnet) return;
        if (entry) this.put(entry);
        if (!entry || this.reading.loading) void this.reading.reload();
      }),
    );
  }

  private put(entry: EntryView): void {
    const value = this.reading.value;
    if (!value) return;
    const entries = value.entries.filter((one) => one.id !== entry.id);
    if (!entry.removed_at) entries.push(entry);
    this.reading.set({ ...value, entries });
  }

  of(day: string): Shown[] {
    return this.entries.filter((one) => one.day === day);
  }

  /** Kept on the phone at once; it leaves by itself. `received`: the server has it already. */
  async note(one: Noted): Promise<{ received: boolean }> {
    const id = crypto.randomUUID();
    await queue.add({ id, carnet: this.carnet, act: "write", ...one });
    return { received: await queue.arrived(id, PATIENCE) };
  }

  async act(entry: Shown, act: "remove" | "restore" | "check"): Promise<void> {
    const id = crypto.randomUUID();
    // What it says goes with it, so that a question about it can name it.
    await queue.add({ id, carnet: this.carnet, entry: entry.id, act, content: entry.content, happened_at: entry.happened_at, ended_at: entry.ended_at });
    await queue.arrived(id, PATIENCE);
  }
}
