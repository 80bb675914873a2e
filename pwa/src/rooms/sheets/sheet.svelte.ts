/** The habits of one carnet, as a screen holds them: read, kept on the phone, with what was written here over them. Made in a component's script. */
import { onDestroy } from "svelte";
import { get } from "../../api/client";
import { isCode } from "../../api/errors";
import { Reading } from "../../shell/reading.svelte";
import { session } from "../../shell/session.svelte";
import { over, type Heading, type HabitsView, type HeadingView, type Shown } from "./habits";
import { waiting } from "./unsent";
import { copyName } from "./waiting.svelte";

/** ms to wait for the server's word before saying that a text is kept here and leaves later. */
const PATIENCE = 3000;

/** Seen last, so that going from one of the screens to the next shows it at once. Of one person, never another's. */
let last: { carnet: string; person: string | undefined; value: HabitsView } | null = null;

export class HabitsSheet {
  readonly reading: Reading<HabitsView>;
  /** The heading that is being confirmed now. */
  busy = $state("");
  error = $state.raw<unknown>(null);
  /** The heading that somebody changed first; it now shows what they wrote. */
  moved = $state("");
  private readonly base: string;

  constructor(private readonly carnet: string) {
    this.base = `/api/carnets/${carnet}/habits`;
    this.reading = new Reading(async (signal) => this.remember(await get<HabitsView>(this.base, { signal })), copyName(carnet));
    if (last?.carnet === carnet && last.person === session.me?.id) this.reading.value = last.value;
    onDestroy(
      waiting.whenReceived((of, heard) => {
        if (of !== carnet || heard?.line) return;
        if (heard?.heading) this.put(heard.heading);
        // Asked for before that text was there, or sent by another tab.
        if (!heard || this.reading.loading) void this.reading.reload();
      }),
    );
  }

  private remember(value: HabitsView): HabitsView {
    last = { carnet: this.carnet, person: session.me?.id, value };
    return value;
  }

  private put(heading: HeadingView): void {
    const value = this.reading.value;
    if (!value) return;
    this.reading.set(this.remember({ ...value, headings: value.headings.map((one) => (one.heading === heading.heading ? heading : one)) }));
  }

  /** As it reads with what waits here. */
  shown(value: HabitsView, heading: string): Shown {
    const found = value.headings.find((one) => one.heading === heading) as HeadingView;
    const me = session.me;
    return over(found, waiting.of(this.carnet), { id: me?.id ?? "", name: me ? `${me.given_name} ${me.family_name}` : "" });
  }

  /** Kept on the phone at once; it leaves by itself. `received`: the server has it already. */
  async write(heading: string, text: string, bases: string[], restores: string | null = null): Promise<{ id: string; received: boolean }> {
    const id = crypto.randomUUID();
    await waiting.add({ id, carnet: this.carnet, heading: heading as Heading, text, bases, restores });
    return { id, received: await waiting.arrived(id, PATIENCE) };
  }

  /** « Toujours vrai », kept on the phone at once as a text is. Null when the server refused it: `error` or `moved` says why. */
  async confirm(heading: Shown): Promise<{ id: string; received: boolean } | null> {
    const [only] = heading.heads;
    if (this.busy || !only) return null;
    this.busy = heading.heading;
    this.error = null;
    this.moved = "";
    try {
      const id = crypto.randomUUID();
      await waiting.add({ id, carnet: this.carnet, heading: heading.heading, text: "", bases: [], restores: null, confirms: only.id });
      const received = await waiting.arrived(id, PATIENCE);
      const refused = waiting.list.find((one) => one.id === id && one.state === "failed");
      if (!refused) return { id, received };
      const why = waiting.refusals.get(id);
      if (isCode(why, "changed_meanwhile")) this.moved = heading.heading;
      else this.error = why;
      await waiting.drop(refused);
      return null;
    } finally {
      this.busy = "";
    }
  }

  /** It was not meant. True when nothing of it is left to send. */
  async unconfirm(heading: string, id: string): Promise<boolean> {
    const left = await waiting.takeBack({ id, carnet: this.carnet, heading: heading as Heading });
    return left === null || waiting.arrived(left, PATIENCE);
  }
}
