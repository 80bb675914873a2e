/** Pages photographed for one letter: put right on this phone, kept sealed with the pictures they come from while the camera takes the page away. */
import * as vault from "../../shell/vault";
import { whole, type Quad, type Size } from "../scanning/geometry";
import { make, open } from "../scanning/desk";
import { LONGEST, turned, type Ink, type Made, type Taken } from "../scanning/sheet";
import { pdfOf } from "./pdf";

export const MOST_PAGES = 40;

export interface Page extends Size {
  id: string;
  /** What is shown, as a data URL: what is kept is what is seen. */
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
  /** The ink of the last page is that of the next. */
  ink: Ink = "colour";
  private readonly prefix: string;
  /** Of this visit; those of an earlier one are in the vault. */
  private readonly photos = new Map<string, Blob>();

  constructor(carnet: string) {
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
    const found = await Promise.all(ids.map((id) => vault.recall<Page | Old>(this.prefix + id)));
    const kept = found.flatMap((one) => (one ? [grown(one.value)] : []));
    if (kept.length) this.pages = [...kept, ...this.pages];
    this.ink = kept.at(-1)?.ink ?? this.ink;
  }

  async add(files: Iterable<File>): Promise<void> {
    this.trouble = null;
    for (const file of files) {
      if (this.full) {
        this.trouble = "tooMany";
        break;
      }
      await this.working(async () => this.place(await open(file), this.ink));
    }
  }

  /** A page of its own at the end, or in the place of `id`. */
  async place(taken: Taken, ink: Ink, id: string = crypto.randomUUID()): Promise<void> {
    this.ink = ink;
    await this.working(async () => {
      const made = await make(taken.photo, taken.quad, ink, LONGEST);
      this.photos.set(id, taken.photo);
      await this.put(await this.pageOf(id, made, taken, ink));
      await vault.keep(`${this.prefix}${id}/photo`, await dataOf(taken.photo)).catch(() => (this.trouble = "noRoom"));
    });
  }

  private async pageOf(id: string, made: Made, { quad, found, width, height }: Omit<Taken, "photo">, ink: Ink): Promise<Page> {
    const packed = made.packed && (await dataOf(new Blob([made.packed]))).split(",")[1]!;
    return { id, data: await dataOf(made.shown), packed, ink, quad, found, picture: { width, height }, width: made.width, height: made.height };
  }

  private async working(work: () => Promise<void>): Promise<void> {
    this.making += 1;
    await work().catch(() => (this.trouble = "unreadable"));
    this.making -= 1;
  }

  private async put(page: Page): Promise<void> {
    const at = this.pages.findIndex((one) => one.id === page.id);
    this.pages = at < 0 ? [...this.pages, page] : this.pages.with(at, page);
    await vault.keep(this.prefix + page.id, page).catch(() => (this.trouble = "noRoom"));
  }

  /** The picture a page comes from, to be set right once more. */
  async takenOf(page: Page): Promise<Taken> {
    let photo = this.photos.get(page.id);
    if (!photo) {
      const kept = await vault.recall<string>(`${this.prefix}${page.id}/photo`);
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
      await this.place({ ...taken, quad: turned(taken.quad) }, page.ink, page.id);
    });
  }

  /** One place earlier, or later. */
  move(page: Page, by: -1 | 1): void {
    const at = this.pages.indexOf(page);
    const other = this.pages[at + by];
    if (other) this.pages = this.pages.with(at, other).with(at + by, page);
  }

  async remove(page: Page): Promise<void> {
    this.pages = this.pages.filter((one) => one !== page);
    this.trouble = null;
    this.photos.delete(page.id);
    await vault.forget(this.prefix + page.id, `${this.prefix}${page.id}/photo`).catch(() => undefined);
  }

  async clear(): Promise<void> {
    this.pages = [];
    this.photos.clear();
    await vault.forget(...(await vault.names(this.prefix))).catch(() => undefined);
  }

  file(title: string): File {
    const pdf = pdfOf(this.pages.map(({ data, packed, width, height }) => ({ picture: packed ? new Blob([bytesOf(packed)]) : blobOf(data), black: packed !== null, width, height })));
    return new File([pdf], `${title.replaceAll(/[/\\:*?"<>|]/g, " ").trim() || "document"}.pdf`, { type: pdf.type });
  }
}
