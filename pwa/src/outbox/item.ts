/** What waits to be sent, and the limits a phone can know before sending. */

export type Kind = "photo" | "video" | "document";

/** What is said about a photo, a film or a letter, by whoever adds it. `category`: where it goes in the notebook. */
export interface About {
  carnet: string;
  category: string;
  note: string;
  tags: string[];
  /** When it was taken, the day that the letter bears; the file's own date when absent. */
  taken_at?: Date;
  /** Of a letter. */
  letter?: Letter;
  /** Of a film of the walk. */
  walk?: Walk;
  /** The image of which this is a copy with something blurred. */
  copy_of?: string;
}

/** What its reader knows a letter by, and who wrote it. */
export interface Letter {
  title: string;
  written_by: string;
  structure?: string;
  /** The document that it goes with; and its file that it replaces, if it does. */
  document_id?: string;
  place?: string;
}

/** How the walk is filmed, as the server reads it; empty where nothing was said. */
export interface Walk {
  seen_from: string;
  worn: string;
  worn_words: string;
}

/** `problem`: why it does not leave, when it is not the network's doing; `already`: the notebook has it, and somebody must choose. */
export type Problem = "too_large" | "too_long" | "empty" | "copy_unfinished" | "unreadable" | "server" | "already";

/** As it is kept on the phone. Times are ms since 1970. */
export interface Kept {
  id: string;
  /** Its number at the server, the same at each try, so that nothing arrives twice. */
  capture: string;
  carnet: string;
  category: string;
  note: string;
  tags: string[];
  taken_at: number;
  letter?: Letter;
  walk?: Walk;
  copy_of?: string;
  added_at: number;
  kind: Kind;
  name: string;
  type: string;
  size: number;
  state: "recording" | "keeping" | "waiting" | "failed";
  problem: Problem | null;
  /** The server's own sentence. */
  said: string | null;
  /** The server knows of it: it may hold a part. */
  begun: boolean;
  /** SHA-256 of the file, in hexadecimal, where the phone could work it out. */
  sum?: string | null;
  /** Somebody wants it sent though the notebook has it. */
  wanted?: boolean;
  /** Somebody wants it sent on whatever network. */
  now?: boolean;
  /** The number of what the notebook has already. */
  same?: string;
}

export interface Item extends Omit<Kept, "state"> {
  state: Kept["state"] | "sending" | "received" | "preparing" | "ready" | "refused";
  /** Bytes the server holds. */
  sent: number;
  /** False: the phone had no room for a copy, and it is sent from the file itself while this page stays open. */
  kept: boolean;
}

export const MOST: Record<Kind, number> = { photo: 50_000_000, video: 2_000_000_000, document: 50_000_000 };
/** Bytes of a sound. */
const SOUND = 200_000_000;
/** Seconds. */
export const LONGEST = 20 * 60;
const FILMS = /\.(mp4|m4v|mov|webm|mkv)$/i;
const SOUNDS = /\.(mp3|m4a|aac|ogg|oga|opus|wav|flac|amr)$/i;

export function kindOf(file: { type: string; name: string }): Kind {
  if (file.type === "application/pdf" || (!file.type && /\.pdf$/i.test(file.name))) return "document";
  return file.type.startsWith("video/") || (!file.type.startsWith("image/") && FILMS.test(file.name)) ? "video" : "photo";
}

/** As the server guesses it: some phones give a recording no type. */
const isSound = ({ type, name }: { type: string; name: string }) => type.startsWith("audio/") || SOUNDS.test(name);

/** What forbids sending, as far as the phone can know. `seconds`: null when it cannot tell. */
export function refusal(kind: Kind, size: number, seconds: number | null, file = { type: "", name: "" }): Problem | null {
  if (size === 0) return "empty";
  if (size > (kind === "document" && isSound(file) ? SOUND : MOST[kind])) return "too_large";
  return kind === "video" && seconds !== null && seconds > LONGEST ? "too_long" : null;
}

/** Not received by the server yet. */
export const isUnsent = (item: Item) => ["recording", "keeping", "waiting", "sending", "failed"].includes(item.state);

/**
 * Which goes next: what is no film before films, and of each the smallest before, so that most of it has arrived when a line that is rarely
 * there has gone again. `films`: they may leave on the network of now; one that somebody wants sent leaves on any.
 */
export function nextOf(items: readonly Item[], films = true): Item | undefined {
  return items
    .filter((item) => item.state === "waiting" && leaves(item, films))
    .sort((a, b) => Number(a.kind === "video") - Number(b.kind === "video") || a.size - b.size || a.added_at - b.added_at)[0];
}

export const leaves = (item: Pick<Item, "kind" | "now">, films: boolean) => films || item.kind !== "video" || item.now === true;

/** ms to wait before trying again after `failures` in a row: 2 s, doubling, at most 5 min. */
export const patience = (failures: number) => Math.min(2000 * 2 ** Math.max(0, failures - 1), 300_000);
