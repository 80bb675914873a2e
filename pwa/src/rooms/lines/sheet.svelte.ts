/** One sheet of lines, as a screen holds it: read, kept on the phone, with what was written here over it. Made in a component's script. */
import { onDestroy } from "svelte";
import { get } from "../../api/client";
import { Reading } from "../../shell/reading.svelte";
import { session } from "../../shell/session.svelte";
import { waiting } from "../sheets/unsent";
import { lineCopy, over, placed, type Line, type Sheet, type SheetNow, type Shown } from "./lines";

/** Seen last, so that going from one of the screens to the next shows it at once. Of one person, never another's. */
let last: { carnet: string; person: string | undefined; value: SheetNow } | null = null;

/** What waits here over what the server holds. */
export function shownNow(carnet: string, value: SheetNow): Shown {
  const me = session.me;
  return over(value, waiting.of(carnet), { id: me?.id ?? "", name: me ? `${me.given_name} ${me.family_name}` : "" });
}

export const lineAt = (shown: Shown, place: string): Line | null =>
  [...shown.sections.flatMap((one) => [...one.lines, one.answer, one.order]), ...shown.removed].find((line) => line?.place === place) ?? null;

export class LinesSheet {
  readonly reading: Reading<SheetNow>;

  constructor(
    readonly carnet: string,
    readonly sheet: Sheet,
  ) {
    this.reading = new Reading(async (signal) => this.remember(await get<SheetNow>(`/api/carnets/${carnet}/sheets/${sheet}`, { signal })), lineCopy(carnet, sheet));
    if (last?.carnet === carnet && last.value.sheet === sheet && last.person === session.me?.id) this.reading.value = last.value;
    onDestroy(
      waiting.whenReceived((of, heard) => {
        if (of !== carnet || heard?.heading) return;
        const value = this.reading.value;
        if (heard?.line && value) this.reading.set(this.remember(placedOf(value, heard.sheet, heard.line)));
        // Asked for before that text was there, or sent by another tab.
        if (!heard || this.reading.loading) void this.reading.reload();
      }),
    );
  }

  private remember(value: SheetNow): SheetNow {
    last = { carnet: this.carnet, person: session.me?.id, value };
    return value;
  }

  shown(value: SheetNow): Shown {
    return shownNow(this.carnet, value);
  }
}

/** A line of another sheet changes nothing here. */
export const placedOf = (value: SheetNow, sheet: string | undefined, line: Parameters<typeof placed>[1]): SheetNow => (value.sheet === sheet ? placed(value, line) : value);
