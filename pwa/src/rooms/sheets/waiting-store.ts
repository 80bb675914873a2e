/** Where texts wait until the server has them: IndexedDB, sealed with a key of the person's own, as photos and films are in the outbox. */
import { committed, done, findOrAddKey, openDatabase } from "../../shell/idb";
import { makeKey, sealWith, unsealWith, type SealedBytes } from "../../shell/sealing";
import type { Waiting } from "./habits";

interface Entry extends SealedBytes {
  person: string;
  /** The order of writing. */
  number: number;
  /** It was given to the network: the server may have it. */
  tried?: boolean;
}

export interface Listed<T> {
  number: number;
  tried: boolean;
  text: T;
}

const KEYS = "keys";
const TEXTS = "texts";

type Database = ReturnType<typeof openDatabase>;
const databases = new Map<string, Database>();

/** One for each sort of thing that waits. */
function databaseOf(name: string): Database {
  const known = databases.get(name);
  if (known) return known;
  const made = openDatabase(name, 1, (fresh) => {
    fresh.createObjectStore(KEYS);
    fresh.createObjectStore(TEXTS);
  });
  databases.set(name, made);
  return made;
}

export class WaitingStore<T extends { id: string } = Waiting> {
  private constructor(
    private readonly database: Database,
    private readonly person: string,
    private readonly key: CryptoKey,
  ) {}

  static async open<T extends { id: string } = Waiting>(person: string, name = "cs3-texts"): Promise<WaitingStore<T>> {
    const database = databaseOf(name);
    return new WaitingStore<T>(database, person, await findOrAddKey(await database(), KEYS, person, makeKey));
  }

  /** The oldest first. One that cannot be read any more is left where it is: nothing is deleted by mistake. */
  async list(): Promise<Listed<T>[]> {
    const texts = (await this.database()).transaction(TEXTS).objectStore(TEXTS);
    const [ids, entries] = await Promise.all([done(texts.getAllKeys()), done<Entry[]>(texts.getAll())]);
    const read = entries.map(async (entry, index) => {
      if (entry.person !== this.person) return [];
      try {
        const bytes = await unsealWith(this.key, String(ids[index]), entry);
        return [{ number: entry.number, tried: !!entry.tried, text: JSON.parse(new TextDecoder().decode(bytes)) as T }];
      } catch {
        return [];
      }
    });
    return (await Promise.all(read)).flat().sort((a, b) => a.number - b.number);
  }

  /** Resolves once it is on the disk. */
  async write({ number, tried, text }: Listed<T>): Promise<void> {
    const sealed = await sealWith(this.key, text.id, new TextEncoder().encode(JSON.stringify(text)));
    const transaction = (await this.database()).transaction(TEXTS, "readwrite", { durability: "strict" });
    transaction.objectStore(TEXTS).put({ ...sealed, person: this.person, number, tried } satisfies Entry, text.id);
    await committed(transaction);
  }

  /** Before it is given to the network. False when it is not there any more: another tab sent it, or it was taken back. */
  async claim(id: string): Promise<boolean> {
    const transaction = (await this.database()).transaction(TEXTS, "readwrite", { durability: "strict" });
    const texts = transaction.objectStore(TEXTS);
    const entry = await done<Entry | undefined>(texts.get(id));
    if (entry) texts.put({ ...entry, tried: true } satisfies Entry, id);
    await committed(transaction);
    return !!entry;
  }

  /** Removes what was never given to the network. False when it was, or is not there. */
  async removeUntried(id: string): Promise<boolean> {
    const transaction = (await this.database()).transaction(TEXTS, "readwrite", { durability: "strict" });
    const texts = transaction.objectStore(TEXTS);
    const entry = await done<Entry | undefined>(texts.get(id));
    const here = !!entry && !entry.tried;
    if (here) texts.delete(id);
    await committed(transaction);
    return here;
  }

  async remove(id: string): Promise<void> {
    const transaction = (await this.database()).transaction(TEXTS, "readwrite");
    transaction.objectStore(TEXTS).delete(id);
    await committed(transaction);
  }

  /** Everything of this person's, and their key. */
  async destroy(): Promise<void> {
    for (const { text } of await this.list()) await this.remove(text.id);
    const transaction = (await this.database()).transaction(KEYS, "readwrite");
    transaction.objectStore(KEYS).delete(this.person);
    await committed(transaction);
  }
}
