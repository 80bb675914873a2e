/** The files of a document as a screen tells them, and where words stand in their pages. Pure. */
import type { Box } from "../../look/slide";
import { fold, wordsOf } from "../finding/here";
import type { FileView, PageWords } from "./api";

export interface Place {
  place: number;
  /** What is read there now. */
  shown: FileView;
  /** All that was not taken back, the newest first. */
  versions: FileView[];
}

/** In their order; what was taken back altogether is none. */
export function placesOf(parts: readonly FileView[]): Place[] {
  const places = new Map<number, FileView[]>();
  for (const part of parts) if (!part.taken_back_at) places.set(part.place, [...(places.get(part.place) ?? []), part]);
  return [...places]
    .sort(([one], [other]) => one - other)
    .flatMap(([place, found]) => {
      const versions = found.toSorted((one, other) => other.number - one.number);
      const shown = versions.find((one) => one.shown) ?? versions[0];
      return shown ? [{ place, shown, versions }] : [];
    });
}

/** The last of its place may be taken back: but not the only one of the letter itself, nor one that is still arriving. */
export const mayTakeBack = (one: Place): boolean => (one.place > 1 || one.versions.length > 1) && one.versions[0]?.state !== "receiving";

/** What was typed between commas. */
export const tagsOf = (typed: string): string[] => [...new Set(typed.split(",").map((one) => one.trim()).filter(Boolean))];

/** What a phone may choose: a PDF, pictures, sounds, films, texts and tables. */
export const ACCEPTED = "application/pdf,.pdf,image/*,audio/*,video/*,text/plain,text/csv,.txt,.csv,.docx,.xlsx,.pptx,.odt,.ods,.odp";

const ENDINGS: Record<string, string> = {
  "application/pdf": ".pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
  "application/vnd.oasis.opendocument.text": ".odt",
  "application/vnd.oasis.opendocument.spreadsheet": ".ods",
  "application/vnd.oasis.opendocument.presentation": ".odp",
  "text/plain": ".txt",
  "text/csv": ".csv",
  "audio/mpeg": ".mp3",
  "audio/mp4": ".m4a",
  "audio/ogg": ".ogg",
  "audio/wav": ".wav",
  "audio/flac": ".flac",
  "audio/aac": ".aac",
  "audio/amr": ".amr",
  "audio/webm": ".weba",
  "image/jpeg": ".jpg",
  "image/png": ".png",
  "image/webp": ".webp",
  "image/heif": ".heic",
  "image/avif": ".avif",
  "video/mp4": ".mp4",
  "video/quicktime": ".mov",
  "video/webm": ".webm",
};

/** What the file that was received is called on a disk: by what the server found it to be, never by its name. */
export const endingOf = (file: Pick<FileView, "media_type">): string => ENDINGS[file.media_type ?? ""] ?? "";

/** And the copy of it. */
export const copyEnding = (file: Pick<FileView, "kind">): string => (file.kind === "film" ? ".mp4" : file.kind === "sound" ? ".m4a" : ".pdf");

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Letters shown before and after. */
const AROUND = 30;

export interface Spot {
  /** From 1. */
  page: number;
  before: string;
  word: string;
  after: string;
}

/** The pages that have a word beginning with each of those typed, without regard to accents and capitals; with where the first stands. */
export function pagesWith(pages: readonly string[], typed: string): Spot[] {
  const asked = wordsOf(typed);
  if (!asked.length) return [];
  return pages.flatMap((text, index) => {
    const words = [...text.matchAll(WORD)].map((found) => ({ folded: fold(found[0]), word: found[0], at: found.index }));
    const first = words.find((one) => one.folded.startsWith(asked[0] ?? ""));
    if (!first || !asked.every((ask) => words.some((one) => one.folded.startsWith(ask)))) return [];
    const end = first.at + first.word.length;
    const line = (piece: string) => piece.replace(/\s+/g, " ");
    return [{ page: index + 1, before: line(text.slice(Math.max(0, first.at - AROUND), first.at)), word: first.word, after: line(text.slice(end, end + AROUND)) }];
  });
}

/** Where a page has them, one box a word; nothing where its words are known without their places. */
export function boxesOf(placed: PageWords["placed"][number], typed: string): Box[] {
  const asked = wordsOf(typed);
  return placed.filter(({ text }) => wordsOf(text).some((word) => asked.some((ask) => word.startsWith(ask))));
}
