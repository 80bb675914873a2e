/** Pages photographed for one letter: put right on this phone, kept sealed with the pictures they come from while the camera takes the page away. */
import * as phone from "../../shell/vault";
import { whole, type Quad, type Size } from "../scanning/geometry";
import { make, open } from "../scanning/desk";
import { LONGEST, turned, type Ink, type Taken } from "../scanning/sheet";
import { pdfOf } from "./pdf";

export const MOST_PAGES = 40;

export interface Page extends Size {
  id: string;
  /** What is shown, as a data URL: what is kept is what is seen. Empty until it is made from its picture. */
  data: string;
  /** In black and white, the same packed, in base64. */
  packed: string | null;
  ink: Ink;
  /** The sheet in the picture it comes from, and that picture's size. */
  quad: Quad;
  picture: Size;
  found: boolean;
}

/** What was kept by an earlier version: a whole picture. */
type Old = Pick<Page, "id" | "data" | "width" | "height">;

export function dataOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error("Nothing was read."));
    reader.readAsDataURL(blob);
  });
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function blobOf(data: string): Blob {
  const comma = data.indexOf(",");
  return new Blob([bytesOf(data.slice(comma + 1))], { type: data.slice(5, data.indexOf(";")) });
}

const grown = (one: Page | Old): Page => ("quad" in one ? one : { ...one, packed: null, ink: "colour", quad: whole(one), picture: { width: one.width, height: one.height }, found: false });

export class Scan {
  pages = $state.raw<Page[]>([]);
  /** How many pages are being made. */
  private making = $state(0);
  trouble = $state<"unreadable" | "tooMany" | "noRoom" | null>(null);
  private work: Promise<unknown> = Promise.resolve();
  /** The ink of the last page is that of the next. */
  ink: Ink = "colour";
  private readonly prefix: string;
  /** Of this visit; those of an earlier one are in the vault. */
  private readonly photos = new Map<string, Blob>();

  constructor(
    carnet: string,
    private readonly vault: Pick<typeof phone, "keep" | "recall" | "forget" | "names"> = phone,
  ) {
    this.prefix = `draft/documents/${carnet}/page/`;
  }

  get busy(): boolean {
    return this.making > 0;
  }

  get full(): boolean {
    return this.pages.length >= MOST_PAGES;
  }

  /** What was photographed before this page was loaded again, in the order `ids`. */
  async recall(ids: readonly string[]): Promise<void> {
    const found = await Promise.all(ids.map((id) => this.vault.recall<Page | Old>(this.prefix + id)));
    const kept = found.flatMap((one) => (one ? [grown(one.value)] : []));
    if (kept.length) this.pages = [...kept, ...this.pages];
    this.ink = kept.at(-1)?.ink ?? this.ink;
    // The page was loaded again before these were made.
    for (const page of kept.filter((one) => !one.data)) {
      void this.working(async () => {
        try {
          await this.make(page, await this.takenOf(page));
        } catch (error) {
          await this.remove(page);
          throw error;
        }
      });
    }
  }

  /** Once no page is being made any more. */
  async idle(): Promise<void> {
    while (this.busy) await this.work;
  }

  async add(files: Iterable<File>): Promise<void> {
    this.trouble = null;
    for (const file of files) {
      if (this.full) {
        this.trouble = "tooMany";
        break;
      }
      await this.working(async () => this.take(await open(file), this.ink));
    }
  }

  /** A page of its own at the end, or in the place of `id`. */
  async place(taken: Taken, ink: Ink, id?: string): Promise<void> {
    this.trouble = null;
    if (!id && this.full) this.trouble = "tooMany";
    else await this.working(() => this.take(taken, ink, id));
  }

  /** Its picture is kept first: making a page takes an old phone seconds, and the page may be loaded again meanwhile. */
  private async take(taken: Taken, ink: Ink, id: string = crypto.randomUUID()): Promise<void> {
    const [before, old] = [this.pages.find((one) => one.id === id), this.photos.get(id)];
    if (!before) this.ink = ink;
    const { photo, quad, found, width, height } = taken;
    const page: Page = { id, data: "", packed: null, ink, quad, found, picture: { width, height }, width, height };
    if (old !== photo) await this.put(page, photo);
    try {
      await this.make(page, taken);
    } catch (error) {
      // What stood there is still good.
      if (before?.data) await this.put(before, old);
      else await this.remove(page);
      throw error;
    }
  }

  private async make(page: Page, { photo, quad }: Taken): Promise<void> {
    const made = await make(photo, quad, page.ink, LONGEST);
    const packed = made.packed && (await dataOf(new Blob([made.packed]))).split(",")[1]!;
    const data = await dataOf(made.shown);
    // It may have been taken out meanwhile.
    if (this.at(page) >= 0) await this.put({ ...page, data, packed, width: made.width, height: made.height });
  }

  private async working(work: () => Promise<void>): Promise<void> {
    this.making += 1;
    const mine = work().catch(() => (this.trouble = "unreadable"));
    this.work = Promise.all([this.work, mine]);
    await mine;
    this.making -= 1;
  }

  private at(page: Page): number {
    return this.pages.findIndex((one) => one.id === page.id);
  }

  /** In its place at once; then kept, after the picture it comes from when that is another one. */
  private async put(page: Page, photo?: Blob): Promise<void> {
    const at = this.at(page);
    this.pages = at < 0 ? [...this.pages, page] : this.pages.with(at, page);
    const full = () => (this.trouble = "noRoom");
    if (photo) {
      this.photos.set(page.id, photo);
      await this.vault.keep(`${this.prefix}${page.id}/photo`, await dataOf(photo)).catch(full);
    }
    await this.vault.keep(this.prefix + page.id, page).catch(full);
    if (this.at(page) < 0) await this.forget(page);
  }

  /** The picture a page comes from, to be set right once more. */
  async takenOf(page: Page): Promise<Taken> {
    let photo = this.photos.get(page.id);
    if (!photo) {
      const kept = await this.vault.recall<string>(`${this.prefix}${page.id}/photo`);
      // Only the page itself is left: it can still be turned.
      if (!kept) return { photo: blobOf(page.data), quad: whole(page), found: page.found, width: page.width, height: page.height };
      photo = blobOf(kept.value);
      this.photos.set(page.id, photo);
    }
    return { photo, quad: page.quad, found: page.found, ...page.picture };
  }

  /** A quarter to the right. */
  async turn(page: Page): Promise<void> {
    await this.working(async () => {
      const taken = await this.takenOf(page);
      await this.take({ ...taken, quad: turned(taken.quad) }, page.ink, page.id);
    });
  }

  /** One place earlier, or later. */
  move(page: Page, by: -1 | 1): void {
    const at = this.pages.indexOf(page);
    const other = this.pages[at + by];
    if (other) this.pages = this.pages.with(at, other).with(at + by, page);
  }

  async remove(page: Page): Promise<void> {
    this.pages = this.pages.filter((one) => one.id !== page.id);
    this.trouble = null;
    this.photos.delete(page.id);
    await this.forget(page);
  }

  private async forget(page: Page): Promise<void> {
    await this.vault.forget(this.prefix + page.id, `${this.prefix}${page.id}/photo`).catch(() => undefined);
  }

  async clear(): Promise<void> {
    this.pages = [];
    this.photos.clear();
    await this.vault.forget(...(await this.vault.names(this.prefix))).catch(() => undefined);
  }

  file(title: string): File {
    const pdf = pdfOf(this.pages.map(({ data, packed, width, height }) => ({ picture: packed ? new Blob([bytesOf(packed)]) : blobOf(data), black: packed !== null, width, height })));
    return new File([pdf], `${title.replaceAll(/[/\\:*?"<>|]/g, " ").trim() || "document"}.pdf`, { type: pdf.type });
  }
}
