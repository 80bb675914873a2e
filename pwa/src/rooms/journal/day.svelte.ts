/** One day of a carnet, as its screen holds it: read with the week before it, kept on the phone, with what was noted here over it. Made in a component's script. */
import { onDestroy } from "svelte";
import { get } from "../../api/client";
import { frenchDay } from "../../i18n/dates";
import { Reading } from "../../shell/reading.svelte";
import { session } from "../../shell/session.svelte";
import { copyName, readUrl } from "./api";
import { over, withEntry, type Content, type EntryView, type JournalView, type Shown } from "./entries";
import { queue } from "./unsent";

/** ms to wait for the server's word before saying that it is kept here and leaves later. */
const PATIENCE = 2500;

export interface Noted {
  entry: string;
  content: Content;
  happened_at: string;
  ended_at: string | null;
  /** The other taking that the person was asked about, and said yes. */
  seen?: string;
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
    if (this.reading.value) this.reading.set(withEntry(this.reading.value, entry));
  }

  of(day: string): Shown[] {
    return this.entries.filter((one) => one.day === day);
  }

  /** Kept on the phone at once; it leaves by itself. Answers the number of what waits. */
  async note(one: Noted): Promise<string> {
    const id = crypto.randomUUID();
    await queue.add({ id, carnet: this.carnet, act: "write", ...one });
    return id;
  }

  /** The server has it; false: it leaves later, or asks something. */
  received(id: string): Promise<boolean> {
    return queue.arrived(id, PATIENCE);
  }

  /** Answers what undoes it. */
  async remove(shown: Shown): Promise<() => unknown> {
    const { id: entry, content, happened_at, ended_at, waiting, versions } = shown;
    const one = { carnet: this.carnet, entry, content, happened_at, ended_at };
    if (waiting && waiting.state !== "waiting" && versions === 1) {
      // The server never had it.
      await queue.drop(waiting);
      return () => queue.add({ ...one, id: crypto.randomUUID(), act: "write" });
    }
    const id = crypto.randomUUID();
    await queue.add({ ...one, id, act: "remove" });
    return async () => {
      if (!(await queue.recall(entry))) await queue.add({ ...one, id: crypto.randomUUID(), act: "restore" });
    };
  }

  /** Yes, a dose that was kept without the question is what was given. */
  async check({ id: entry, content, happened_at, ended_at }: Shown): Promise<void> {
    await queue.add({ id: crypto.randomUUID(), carnet: this.carnet, entry, act: "check", content, happened_at, ended_at });
  }
}
