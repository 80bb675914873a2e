/** What was added and removed between two texts, by words. */

export interface Piece {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Words with the blanks that follow them; the last one too, since another may come after it. */
const cut = (text: string): string[] => `${text.trim()} `.match(/\S+\s*/g) ?? [];
const bare = (word: string): string => word.trim();

/** Longer texts than this (words, multiplied) are told apart in one piece: a phone must not think for seconds. */
const MOST = 4_000_000;

export function differences(before: string, after: string): Piece[] {
  const a = cut(before);
  const b = cut(after);
  let start = 0;
  while (start < a.length && start < b.length && bare(a[start]!) === bare(b[start]!)) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && bare(a[a.length - 1 - end]!) === bare(b[b.length - 1 - end]!)) end += 1;
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return joined([...b.slice(0, start).map(same), ...middle, ...b.slice(b.length - end).map(same)]);
}

const same = (text: string): Piece => ({ kind: "same", text });

/** The longest common run of words, by the table that every textbook has. */
function between(a: string[], b: string[]): Piece[] {
  const removed = a.map((text): Piece => ({ kind: "removed", text }));
  const added = b.map((text): Piece => ({ kind: "added", text }));
  if (!a.length || !b.length || a.length * b.length > MOST) return [...removed, ...added];
  const wide = b.length + 1;
  const table = new Uint16Array((a.length + 1) * wide);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      table[i * wide + j] = bare(a[i]!) === bare(b[j]!) ? table[(i + 1) * wide + j + 1]! + 1 : Math.max(table[(i + 1) * wide + j]!, table[i * wide + j + 1]!);
    }
  }
  const pieces: Piece[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (bare(a[i]!) === bare(b[j]!)) {
      pieces.push(same(b[j]!));
      i += 1;
      j += 1;
    } else if (table[(i + 1) * wide + j]! >= table[i * wide + j + 1]!) pieces.push(removed[i++]!);
    else pieces.push(added[j++]!);
  }
  return [...pieces, ...removed.slice(i), ...added.slice(j)];
}

function joined(pieces: Piece[]): Piece[] {
  const whole: Piece[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    if (last?.kind === piece.kind) last.text += piece.text;
    else whole.push({ ...piece });
  }
  return whole;
}

export const words = (pieces: Piece[], kind: Piece["kind"]): number =>
  pieces.filter((piece) => piece.kind === kind).reduce((sum, piece) => sum + cut(piece.text).length, 0);
