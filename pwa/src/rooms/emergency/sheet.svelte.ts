/**
 * The urgent sheet of one carnet, as a screen holds it: read, kept on the phone, changed. Every change answers with the whole
 * sheet; when somebody was faster, the answer is the sheet of now, and `moved` says so. Made in a component's script.
 */
import { onDestroy } from "svelte";
import { get, patch, post, put, remove } from "../../api/client";
import { Dismissed, isCode, Problem } from "../../api/errors";
import { Reading } from "../../shell/reading.svelte";
import { session } from "../../shell/session.svelte";
import { waiting } from "../sheets/unsent";
import { sheetNamed, type Content, type LineView, type Section, type SheetView } from "./lines";

export type Answer = "none_known" | "not_stated" | "unanswered";

/** The sheet seen last, so that going from one of its screens to the next shows it at once. Of one person, never another's. */
let last: { carnet: string; person: string | undefined; value: SheetView } | null = null;

export class UrgentSheet {
  readonly reading: Reading<SheetView>;
  /** The name of what is being sent now. */
  busy = $state("");
  error = $state.raw<unknown>(null);
  /** Somebody else changed the sheet first; it now shows what they wrote. */
  moved = $state(false);
  private readonly base: string;
  private readonly lines: string;

  constructor(private readonly carnet: string) {
    this.base = `/api/carnets/${carnet}/emergency`;
    this.lines = `/api/carnets/${carnet}/sheets`;
    this.reading = new Reading((signal) => this.fetch(signal), `emergency/${carnet}`);
    const known = this.known();
    if (known) this.reading.value = known;
    // A line that waited here has left: what is drawn from its sheet changed with it.
    onDestroy(waiting.whenReceived((of, heard) => void (of === carnet && !heard?.heading && this.reading.reload())));
  }

  private async fetch(signal: AbortSignal): Promise<SheetView> {
    try {
      return this.newest(await get<SheetView>(this.base, { signal }));
    } catch (error) {
      if (error instanceof Problem) last = null;
      throw error;
    }
  }

  private known(): SheetView | null {
    return last?.carnet === this.carnet && last.person === session.me?.id ? last.value : null;
  }

  /** An answer that was on its way while a change was sent is older than the change. */
  private newest(value: SheetView): SheetView {
    const known = this.known();
    const best = known && known.version > value.version ? known : value;
    last = { carnet: this.carnet, person: session.me?.id, value: best };
    return best;
  }

  /** Every text that is on the screen of that line. */
  private textsOf(line: LineView): string[] {
    const all = this.reading.value?.sections.flatMap((one) => [...one.lines, ...one.proposed, ...one.left_out]) ?? [];
    return all.filter((one) => one.section === line.section && one.place === line.place).map((one) => one.id);
  }

  /** What was chosen of that line, as the screen says it. */
  private stoodOf({ section, id }: LineView): "shown" | "left_out" | "proposed" | null {
    const own = this.reading.value?.sections.find((one) => one.section === section);
    const has = (lines: LineView[] = []): boolean => lines.some((one) => one.id === id);
    return has(own?.lines) ? "shown" : has(own?.left_out) ? "left_out" : has(own?.proposed) ? "proposed" : null;
  }

  /** What is done on a sheet answers with its line: what is drawn from it is read again. */
  private async after(work: () => Promise<unknown>): Promise<SheetView> {
    await work();
    return get<SheetView>(this.base);
  }

  /** True when it was received. Otherwise `error` or `moved` says why, and nothing was changed. */
  private async send(name: string, work: () => Promise<SheetView>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = name;
    this.error = null;
    this.moved = false;
    try {
      this.reading.set(this.newest(await work()));
      return true;
    } catch (error) {
      const now = isCode(error, "changed_meanwhile") ? (error.body.current as SheetView | undefined) : undefined;
      if (now) {
        this.moved = true;
        // Of a sheet, what it says of that line: the whole is read again.
        if ("sections" in now) this.reading.set(this.newest(now));
        else void this.reading.reload();
      } else if (!(error instanceof Dismissed)) this.error = error;
      return false;
    } finally {
      this.busy = "";
    }
  }

  /** `id` is made by the phone: the same line sent twice is added once. */
  add = (id: string, content: Content) => this.send("save", () => post<SheetView>(`${this.base}/lines`, { id, content }));
  change = (id: string, version: number, content: Content) => this.send("save", () => patch<SheetView>(`${this.base}/lines/${id}`, { version, content }));
  remove = (line: LineView) => this.send(`remove ${line.id}`, () => remove<SheetView>(`${this.base}/lines/${line.id}?version=${line.version}`));
  restore = (id: string) => this.send(`restore ${id}`, () => post<SheetView>(`${this.base}/lines/${id}/restore`));
  confirm = (line: LineView) => this.send(`confirm ${line.id}`, () => post<SheetView>(`${this.base}/lines/${line.id}/confirm`, { version: line.version }));
  confirmAll = ({ version, seen }: SheetView) => this.send("confirm all", () => post<SheetView>(`${this.base}/confirm`, { version, seen: seen ?? "" }));
  unconfirmAll = (version: number) => this.send("confirm all", () => remove<SheetView>(`${this.base}/confirm?version=${version}`));
  limitCard = (months: SheetView["card_months"], seen: SheetView["card_months"]) => this.send("limit", () => put<SheetView>(`${this.base}/card-limit`, { months, seen }));
  order = (section: Section, ids: string[]) => this.send("order", () => put<SheetView>(`${this.base}/order`, { section, line_ids: ids }));
  /** « Toujours vrai » of a line that is drawn from a sheet, said on that sheet. */
  confirmDrawn = (line: LineView) => this.send(`confirm ${line.id}`, () => this.after(() => post(`${this.lines}/${sheetNamed(line.section)}/${line.place}/confirm`, { version: line.id })));
  /** Shown to a stranger, or kept for the circle. */
  choose = (lines: LineView[], shown: boolean) => this.send(`choose ${lines.map((line) => line.id).join(" ")} ${shown}`, () => this.after(async () => {
    try {
      for (const line of lines) {
        if (line.section === "weight") await put(`${this.base}/weight`, { shown });
        else await put(`${this.lines}/${sheetNamed(line.section)}/${line.place}/urgent`, { shown, seen: this.textsOf(line), stood: this.stoodOf(line) });
      }
    } catch (error) {
      // Those before it are chosen: the screen says so.
      if (lines.length > 1) void this.reading.reload();
      throw error;
    }
  }));
  answer = (section: Section, answer: Answer) => this.send(`answer ${answer}`, () => put<SheetView>(`${this.base}/sections/${section}`, { answer }));
}

export const lineOf = (sheet: SheetView, id: string): LineView | undefined => sheet.sections.flatMap((section) => section.lines).find((line) => line.id === id);
