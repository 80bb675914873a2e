/**
 * Where things wait until the server has them: IndexedDB, sealed with a key of the person's own, apart from the vault's, so
 * that somebody else signing in and out on the same phone throws nothing of theirs away.
 *
 * A file is kept in pieces under [id, where it starts]: a film being recorded is added to, piece by piece, and a crash
 * loses the last second, not the film. IndexedDB rather than OPFS: every phone we serve can write to it from the page.
 */
import { committed, done, findOrAddKey, openDatabase } from "../shell/idb";
import { makeKey, sealWith, unsealWith, type SealedBytes } from "../shell/sealing";
import type { Kept } from "./item";

/** Bytes of a piece, at most. */
export const PIECE = 1024 * 1024;

interface Piece extends SealedBytes {
  size: number;
}

interface Entry extends SealedBytes {
  person: string;
}

const KEYS = "keys";
const ENTRIES = "entries";
const PIECES = "pieces";
const SETTINGS = "settings";

const database = openDatabase("cs3-outbox", 2, (made) => {
  for (const name of [KEYS, ENTRIES, PIECES, SETTINGS]) if (!made.objectStoreNames.contains(name)) made.createObjectStore(name);
});

/** What this phone does with what waits; the service worker reads it too. `films`: at once, or held back. */
export interface Settings {
  films: "now" | "held";
  /** Somebody stopped the sending, until CS3 is opened again. */
  paused: boolean;
}

export async function readSettings(): Promise<Settings> {
  const kept = await done<Partial<Settings> | undefined>((await database()).transaction(SETTINGS).objectStore(SETTINGS).get("sending"));
  return { films: "now", paused: false, ...kept };
}

export async function writeSettings(settings: Settings): Promise<void> {
  const transaction = (await database()).transaction(SETTINGS, "readwrite");
  transaction.objectStore(SETTINGS).put(settings, "sending");
  await committed(transaction);
}

/** Bytes that no entry names, whoever's: an entry is written before its first piece. In one transaction, which sees both as they are. */
export async function sweepPieces(): Promise<void> {
  const transaction = (await database()).transaction([ENTRIES, PIECES], "readwrite");
  const [entries, pieces] = [transaction.objectStore(ENTRIES), transaction.objectStore(PIECES)];
  const next = pieces.openKeyCursor();
  next.onsuccess = () => {
    const at = next.result;
    if (!at) return;
    const [id] = at.key as [string, number];
    const asked = entries.getKey(id);
    asked.onsuccess = () => {
      if (asked.result === undefined) pieces.delete(all(id));
      at.continue([id, Infinity]);
    };
  };
  await committed(transaction);
}

const all = (id: string) => IDBKeyRange.bound([id, 0], [id, Infinity]);
const pieceName = (id: string, start: number) => `${id}/${start}`;

export class Store {
  private constructor(
    readonly person: string,
    private readonly key: CryptoKey,
  ) {}

  static async open(person: string): Promise<Store> {
    return new Store(person, await findOrAddKey(await database(), KEYS, person, makeKey));
  }

  /** null: they keep nothing here. */
  static async found(person: string): Promise<Store | null> {
    const key = await done<CryptoKey | undefined>((await database()).transaction(KEYS).objectStore(KEYS).get(person));
    return key ? new Store(person, key) : null;
  }

  /** The oldest first. An entry that cannot be read any more is left where it is: nothing is deleted by mistake. */
  async list(): Promise<Kept[]> {
    const entries = (await database()).transaction(ENTRIES).objectStore(ENTRIES);
    const [ids, sealed] = await Promise.all([done(entries.getAllKeys()), done<Entry[]>(entries.getAll())]);
    const read = sealed.map(async (entry, index) => {
      if (entry.person !== this.person) return [];
      try {
        return [JSON.parse(new TextDecoder().decode(await unsealWith(this.key, String(ids[index]), entry))) as Kept];
      } catch {
        return [];
      }
    });
    return (await Promise.all(read)).flat().sort((a, b) => a.added_at - b.added_at);
  }

  /** Resolves once it is on the disk, with the pieces put before it: both are written to the same log, in order. Throws when they have signed out: their key is gone. */
  async write(kept: Kept): Promise<void> {
    const sealed = await sealWith(this.key, kept.id, new TextEncoder().encode(JSON.stringify(kept)));
    const transaction = (await database()).transaction([KEYS, ENTRIES], "readwrite", { durability: "strict" });
    const known = transaction.objectStore(KEYS).getKey(this.person);
    known.onsuccess = () => {
      if (known.result === undefined) transaction.abort();
      else transaction.objectStore(ENTRIES).put({ ...sealed, person: this.person } satisfies Entry, kept.id);
    };
    await committed(transaction);
  }

  async has(id: string): Promise<boolean> {
    return (await done((await database()).transaction(ENTRIES).objectStore(ENTRIES).getKey(id))) !== undefined;
  }

  async append(id: string, start: number, bytes: ArrayBuffer): Promise<void> {
    const sealed = await sealWith(this.key, pieceName(id, start), bytes);
    const transaction = (await database()).transaction(PIECES, "readwrite");
    transaction.objectStore(PIECES).put({ ...sealed, size: bytes.byteLength } satisfies Piece, [id, start]);
    await committed(transaction);
  }

  /** Bytes kept so far. */
  async size(id: string): Promise<number> {
    const starts = await this.starts(id);
    const last = starts.at(-1);
    if (last === undefined) return 0;
    return last + (await this.piece(id, last)).size;
  }

  async starts(id: string): Promise<number[]> {
    const keys = await done((await database()).transaction(PIECES).objectStore(PIECES).getAllKeys(all(id)));
    return (keys as [string, number][]).map(([, start]) => start);
  }

  /** Bytes [start, end) of a file whose pieces begin at `starts`. Throws when a piece is missing or was changed. */
  async read(id: string, starts: number[], start: number, end: number): Promise<Blob> {
    const parts: ArrayBuffer[] = [];
    let at = start;
    while (at < end) {
      const begins = starts.findLast((one) => one <= at);
      if (begins === undefined) throw new Error("A piece is missing.");
      const bytes = await unsealWith(this.key, pieceName(id, begins), await this.piece(id, begins));
      const part = bytes.slice(at - begins, Math.min(end - begins, bytes.byteLength));
      if (part.byteLength === 0) throw new Error("A piece is missing.");
      parts.push(part);
      at += part.byteLength;
    }
    return new Blob(parts);
  }

  /** The bytes alone: the entry stays. */
  async empty(id: string): Promise<void> {
    const transaction = (await database()).transaction(PIECES, "readwrite");
    transaction.objectStore(PIECES).delete(all(id));
    await committed(transaction);
  }

  async remove(id: string): Promise<void> {
    const transaction = (await database()).transaction([ENTRIES, PIECES], "readwrite");
    transaction.objectStore(ENTRIES).delete(id);
    transaction.objectStore(PIECES).delete(all(id));
    await committed(transaction);
  }

  /** Everything of this person's, what cannot be read any more too, and their key: whatever a browser leaves on its disk cannot be read again. */
  async destroy(): Promise<void> {
    const transaction = (await database()).transaction([KEYS, ENTRIES, PIECES], "readwrite");
    transaction.objectStore(KEYS).delete(this.person);
    const next = transaction.objectStore(ENTRIES).openCursor();
    next.onsuccess = () => {
      const at = next.result;
      if (!at) return;
      if ((at.value as Entry).person === this.person) {
        transaction.objectStore(PIECES).delete(all(String(at.key)));
        at.delete();
      }
      at.continue();
    };
    await committed(transaction);
  }

  private async piece(id: string, start: number): Promise<Piece> {
    const found = await done<Piece | undefined>((await database()).transaction(PIECES).objectStore(PIECES).get([id, start]));
    if (!found) throw new Error("A piece is missing.");
    return found;
  }
}
