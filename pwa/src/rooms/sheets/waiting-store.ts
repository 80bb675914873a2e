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

export interface Listed {
  number: number;
  tried: boolean;
  text: Waiting;
}

const KEYS = "keys";
const TEXTS = "texts";

const database = openDatabase("cs3-texts", 1, (made) => {
  made.createObjectStore(KEYS);
  made.createObjectStore(TEXTS);
});

export class WaitingStore {
  private constructor(
    private readonly person: string,
    private readonly key: CryptoKey,
  ) {}

  static async open(person: string): Promise<WaitingStore> {
    return new WaitingStore(person, await findOrAddKey(await database(), KEYS, person, makeKey));
  }

  /** The oldest first. One that cannot be read any more is left where it is: nothing is deleted by mistake. */
  async list(): Promise<Listed[]> {
    const texts = (await database()).transaction(TEXTS).objectStore(TEXTS);
    const [ids, entries] = await Promise.all([done(texts.getAllKeys()), done<Entry[]>(texts.getAll())]);
    const read = entries.map(async (entry, index) => {
      if (entry.person !== this.person) return [];
      try {
        const bytes = await unsealWith(this.key, String(ids[index]), entry);
        return [{ number: entry.number, tried: !!entry.tried, text: JSON.parse(new TextDecoder().decode(bytes)) as Waiting }];
      } catch {
        return [];
      }
    });
    return (await Promise.all(read)).flat().sort((a, b) => a.number - b.number);
  }

  /** Resolves once it is on the disk. */
  async write({ number, tried, text }: Listed): Promise<void> {
    const sealed = await sealWith(this.key, text.id, new TextEncoder().encode(JSON.stringify(text)));
    const transaction = (await database()).transaction(TEXTS, "readwrite", { durability: "strict" });
    transaction.objectStore(TEXTS).put({ ...sealed, person: this.person, number, tried } satisfies Entry, text.id);
    await committed(transaction);
  }

  /** Before it is given to the network. False when it is not there any more: another tab sent it, or it was taken back. */
  async claim(id: string): Promise<boolean> {
    const transaction = (await database()).transaction(TEXTS, "readwrite", { durability: "strict" });
    const texts = transaction.objectStore(TEXTS);
    const entry = await done<Entry | undefined>(texts.get(id));
    if (entry) texts.put({ ...entry, tried: true } satisfies Entry, id);
    await committed(transaction);
    return !!entry;
  }

  /** Removes what was never given to the network. False when it was, or is not there. */
  async removeUntried(id: string): Promise<boolean> {
    const transaction = (await database()).transaction(TEXTS, "readwrite", { durability: "strict" });
    const texts = transaction.objectStore(TEXTS);
    const entry = await done<Entry | undefined>(texts.get(id));
    const here = !!entry && !entry.tried;
    if (here) texts.delete(id);
    await committed(transaction);
    return here;
  }

  async remove(id: string): Promise<void> {
    const transaction = (await database()).transaction(TEXTS, "readwrite");
    transaction.objectStore(TEXTS).delete(id);
    await committed(transaction);
  }

  /** Everything of this person's, and their key. */
  async destroy(): Promise<void> {
    for (const { text } of await this.list()) await this.remove(text.id);
    const transaction = (await database()).transaction(KEYS, "readwrite");
    transaction.objectStore(KEYS).delete(this.person);
    await committed(transaction);
  }
}
