/** Pages photographed for one letter: made upright and light on this phone, kept sealed while the camera takes the page away. */
import * as vault from "../../shell/vault";
import { pdfOf } from "./pdf";

/** Pixels of a page's longest side, and how finely it is packed: small print stays readable, a page is about 500 KB. */
const LONGEST = 2000;
const QUALITY = 0.8;
export const MOST_PAGES = 40;

export interface Page {
  id: string;
  /** A JPEG as a data URL: what is kept is what is shown. */
  data: string;
  width: number;
  height: number;
}

function drawn(source: ImageBitmap, turn: boolean): HTMLCanvasElement {
  const ratio = Math.min(1, LONGEST / Math.max(source.width, source.height));
  const [width, height] = [Math.round(source.width * ratio), Math.round(source.height * ratio)];
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = turn ? [height, width] : [width, height];
  const ink = canvas.getContext("2d");
  if (!ink) throw new Error("This browser draws nothing.");
  ink.fillStyle = "#fff";
  ink.fillRect(0, 0, canvas.width, canvas.height);
  if (turn) {
    ink.translate(height, 0);
    ink.rotate(Math.PI / 2);
  }
  ink.drawImage(source, 0, 0, width, height);
  return canvas;
}

/** Raises what the browser raises on a picture that it cannot read. */
async function pageOf(file: Blob, turn = false): Promise<Omit<Page, "id">> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    const canvas = drawn(bitmap, turn);
    return { data: canvas.toDataURL("image/jpeg", QUALITY), width: canvas.width, height: canvas.height };
  } finally {
    bitmap.close();
  }
}

function blobOf(page: Page): Blob {
  const bytes = atob(page.data.slice(page.data.indexOf(",") + 1));
  return new Blob([Uint8Array.from(bytes, (letter) => letter.charCodeAt(0))], { type: "image/jpeg" });
}

export class Scan {
  pages = $state.raw<Page[]>([]);
  busy = $state(false);
  trouble = $state<"unreadable" | "tooMany" | "noRoom" | null>(null);
  private readonly prefix: string;

  constructor(carnet: string) {
    this.prefix = `draft/documents/${carnet}/page/`;
  }

  /** What was photographed before this page was loaded again, in the order `ids`. */
  async recall(ids: readonly string[]): Promise<void> {
    const found = await Promise.all(ids.map((id) => vault.recall<Page>(this.prefix + id)));
    const kept = found.flatMap((one) => (one ? [one.value] : []));
    if (kept.length) this.pages = [...kept, ...this.pages];
  }

  async add(files: Iterable<File>): Promise<void> {
    this.busy = true;
    this.trouble = null;
    for (const file of files) {
      if (this.pages.length >= MOST_PAGES) {
        this.trouble = "tooMany";
        break;
      }
      try {
        await this.put({ id: crypto.randomUUID(), ...(await pageOf(file)) });
      } catch {
        this.trouble = "unreadable";
      }
    }
    this.busy = false;
  }

  private async put(page: Page): Promise<void> {
    const at = this.pages.findIndex((one) => one.id === page.id);
    this.pages = at < 0 ? [...this.pages, page] : this.pages.with(at, page);
    await vault.keep(this.prefix + page.id, page).catch(() => (this.trouble = "noRoom"));
  }

  /** A quarter to the right. */
  async turn(page: Page): Promise<void> {
    this.busy = true;
    await this.put({ id: page.id, ...(await pageOf(blobOf(page), true)) });
    this.busy = false;
  }

  up(page: Page): void {
    const at = this.pages.indexOf(page);
    const before = this.pages[at - 1];
    if (before) this.pages = this.pages.with(at, before).with(at - 1, page);
  }

  async remove(page: Page): Promise<void> {
    this.pages = this.pages.filter((one) => one !== page);
    this.trouble = null;
    await vault.forget(this.prefix + page.id).catch(() => undefined);
  }

  async clear(): Promise<void> {
    this.pages = [];
    await vault.forget(...(await vault.names(this.prefix))).catch(() => undefined);
  }

  file(title: string): File {
    const pdf = pdfOf(this.pages.map((page) => ({ jpeg: blobOf(page), width: page.width, height: page.height })));
    return new File([pdf], `${title.replaceAll(/[/\\:*?"<>|]/g, " ").trim() || "document"}.pdf`, { type: pdf.type });
  }
}
