/** What stands at a place of a sheet, a heading or a line, with what waits here over it: the rule of the server. */
import type { Waiting } from "./habits";

export interface Person {
  id: string;
  name: string;
}

/** `waiting`: the text itself waits here. `saying`: that it is still true does, or that this is taken back. */
export interface Stacked {
  id: string;
  author: Person;
  confirmed_by: Person;
  written_at: string;
  noted_at: string | null;
  confirmed_at: string;
  action: string;
  waiting?: Waiting;
  saying?: Waiting;
}

export const isText = (one: Waiting): boolean => !one.confirms && !one.takes_back;

/** Why this refusal is of the choice that was sent with a line, and not of the line; null: it is not. */
export function whyUnchosen(one: Waiting, code: string): Waiting["unchosen"] | null {
  if (!isText(one) || typeof one.line?.urgent !== "boolean") return null;
  return code === "may_not_choose" ? "lost" : code === "changed_meanwhile" ? "moved" : null;
}

/** What every text that waits here says of itself. */
export const signedHere = (one: Waiting, me: Person) => ({ id: one.id, author: me, confirmed_by: me, written_at: one.noted_at, noted_at: one.noted_at, confirmed_at: one.noted_at, action: "write", waiting: one });

interface Rule<H> {
  made: (one: Waiting) => H;
  same: (head: H, one: Waiting) => boolean;
}

/** (heads − bases) + new, in the order of writing. `here`: of this place alone. `added`: versions that the server does not count yet. */
export function stack<H extends Stacked>(begun: H[], here: Waiting[], me: Person, { made, same }: Rule<H>): { heads: H[]; added: number } {
  let heads = begun;
  let added = 0;
  const taken = new Set(here.map((one) => one.takes_back));
  for (const one of here) {
    if (!isText(one)) {
      if (!taken.has(one.id)) heads = said(heads, one, here, me);
      continue;
    }
    if (heads.some((head) => head.id === one.id)) continue;
    heads = [...heads.filter((head) => !one.bases.includes(head.id) && !same(head, one)), made(one)];
    added += 1;
  }
  return { heads, added };
}

/** Of the only text, and of no other: what somebody wrote meanwhile is not confirmed by who has not read it. */
function said<H extends Stacked>(heads: H[], one: Waiting, here: Waiting[], me: Person): H[] {
  const [only] = heads;
  if (heads.length !== 1 || !only) return heads;
  if (one.confirms) return only.id === one.confirms ? [{ ...only, confirmed_by: me, confirmed_at: one.noted_at, saying: one }] : heads;
  return only.confirmed_by.id === me.id && !only.waiting && !here.some((other) => other.id === one.takes_back) ? [{ ...only, saying: one }] : heads;
}
