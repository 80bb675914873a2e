/** The album as it was last seen, so that one image knows its neighbours and going back finds the album as it was left. Of one person. */
import { get } from "../../api/client";
import { session } from "../../shell/session.svelte";
import { listUrl, type CapturePage, type CaptureView } from "./api";

interface Seen extends CapturePage {
  carnet: string;
  person: string | undefined;
  tag: string;
}

/** Most that the server gives at once, and how often that is asked to find where one image stands. */
const FAR = 200;
const PAGES = 15;
/** This near to the end of what was read, more is read. */
const NEAR = 4;

let seen = $state.raw<Seen | null>(null);
/** The image looked at last: the album comes back to it. */
let left: string | null = null;

export function seenAlbum(carnet: string): Seen | null {
  return seen?.carnet === carnet && seen.person === session.me?.id ? seen : null;
}

/** The labels of the album as far as it was read. */
export const labelsSeen = (carnet: string): string[] => [...new Set(seenAlbum(carnet)?.captures.flatMap((one) => one.tags))];

export function see(carnet: string, page: CapturePage, tag: string): void {
  seen = { ...page, carnet, person: session.me?.id, tag };
}

/** Once: the image that one comes back from. */
export function takeLeft(): string | null {
  const id = left;
  left = null;
  return id;
}

export class Around {
  private readonly captures = $derived.by(() => {
    const album = seenAlbum(this.carnet);
    return (album?.captures ?? []).filter((one) => !album?.tag || one.tags.includes(album.tag));
  });
  private busy = false;

  constructor(private readonly carnet: string) {}

  at = (id: string): number => this.captures.findIndex((one) => one.id === id);
  one = (id: string): CaptureView | null => this.captures[this.at(id)] ?? null;

  next(id: string, way: 1 | -1): CaptureView | null {
    const at = this.at(id);
    return at < 0 ? null : (this.captures[at + way] ?? null);
  }

  put(value: CaptureView): void {
    if (seen) seen = { ...seen, captures: seen.captures.map((one) => (one.id === value.id ? value : one)) };
  }

  drop(id: string): void {
    if (seen) seen = { ...seen, captures: seen.captures.filter((one) => one.id !== id) };
  }

  /** Reads until this image and what follows it are known. Without a network, what was read has to do. */
  async arrive(id: string): Promise<void> {
    left = id;
    if (this.busy) return;
    this.busy = true;
    try {
      if (!seenAlbum(this.carnet) || (this.at(id) < 0 && seen?.tag)) see(this.carnet, await get<CapturePage>(listUrl(this.carnet)), "");
      for (let page = 0; page < PAGES && seen?.next && (this.at(id) < 0 || this.at(id) > this.captures.length - NEAR); page += 1) {
        const older = await get<CapturePage>(listUrl(this.carnet, { before: seen.next, limit: FAR }));
        seen = { ...seen, captures: [...seen.captures, ...older.captures], next: older.next };
      }
    } catch {
      // The image itself says what is wrong with the network; its neighbours are only not offered.
    } finally {
      this.busy = false;
    }
  }
}
