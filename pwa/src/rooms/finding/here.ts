/** What is found without a network, in what this phone keeps: every word typed must begin a word of it. Pure. */
import type { Agenda, Content, Item } from "../agenda/api";
import type { HabitsView } from "../sheets/habits";
import type { Found, Hit, Kind, Piece } from "./api";

const LETTERS: Record<string, string> = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d" };
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const MOST = 50;

/** « Œdème » → « oedeme », as the server folds. */
export const fold = (word: string): string => word.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[œæßøłđ]/g, (letter) => LETTERS[letter] ?? letter);

export const wordsOf = (text: string): string[] => [...text.matchAll(WORD)].map(([word]) => fold(word));

export function pieces(text: string, asked: readonly string[]): Piece[] {
  const made: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(WORD)) {
    const folded = fold(match[0]);
    if (!asked.some((word) => folded.startsWith(word))) continue;
    if (match.index > at) made.push({ text: text.slice(at, match.index), found: false });
    made.push({ text: match[0], found: true });
    at = match.index + match[0].length;
  }
  if (at < text.length) made.push({ text: text.slice(at), found: false });
  return made;
}

export interface Kept {
  agenda: Agenda | null;
  habits: HabitsView | null;
}

/** headings: how each is called; sorts: how a deadline without a name is. */
export function search(kept: Kept, typed: string, headings: Record<string, string>, sorts: Record<string, string>): Found {
  const asked = wordsOf(typed);
  const hits = asked.length ? [...dates(kept.agenda, asked, sorts), ...habits(kept.habits, asked, headings)] : [];
  const groups = (["agenda", "habit"] as const).map((kind: Kind) => ({ kind, hits: hits.filter((hit) => hit.kind === kind) })).filter((group) => group.hits.length);
  return { partial: false, count: hits.length, groups: groups.map(({ kind, hits }) => ({ kind, count: hits.length, hits: hits.slice(0, MOST) })), kinds: [], categories: [], authors: [], tags: [] };
}

const has = (text: string, asked: readonly string[]): boolean => {
  const there = wordsOf(text);
  return asked.every((word) => there.some((one) => one.startsWith(word)));
};

/** The first line that holds one of the words. */
const line = (text: string, asked: readonly string[]): Piece[] => {
  const found = text.split("\n").find((one) => wordsOf(one).some((word) => asked.some((begin) => word.startsWith(begin))));
  return found ? pieces(found, asked) : [];
};

function dates(agenda: Agenda | null, asked: readonly string[], sorts: Record<string, string>): Hit[] {
  return [...(agenda?.coming ?? []), ...(agenda?.past ?? [])].flatMap((item: Item): Hit[] => {
    const content = item.content as Content;
    const meeting = content.kind === "appointment" ? content : null;
    const title = meeting ? meeting.title : [sorts[(content as { sort: string }).sort], content.title].filter(Boolean).join(" · ");
    const by = meeting?.with_whom ?? "";
    const text = [meeting?.place, meeting?.bring, content.note].filter(Boolean).join("\n");
    if (!has(`${title} ${by} ${text}`, asked)) return [];
    const sort = meeting ? "appointment" : (content as { sort: string }).sort;
    return [{ kind: "agenda", id: item.id, sort, category: "agenda", day: item.last_day, title: pieces(title, asked), by: pieces(by, asked), text: line(text, asked), tags: [], pictured: false, page: null, ready: true, recognised: false }];
  });
}

function habits(view: HabitsView | null, asked: readonly string[], headings: Record<string, string>): Hit[] {
  return (view?.headings ?? []).flatMap((one) =>
    one.heads.flatMap((head): Hit[] => {
      const title = headings[one.heading] ?? one.heading;
      if (!head.text || !has(`${title} ${head.text}`, asked)) return [];
      return [{ kind: "habit", id: head.id, sort: one.heading, category: "sheets.habits", day: head.written_at.slice(0, 10), title: pieces(title, asked), by: pieces(head.author.name, asked), text: line(head.text, asked), tags: [], pictured: false, page: null, ready: true, recognised: false }];
    }),
  );
}
