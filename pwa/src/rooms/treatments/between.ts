/** Which films lie around a treatment. Days are `YYYY-MM-DD`, of France, as the notebook's. */
import { frenchDay } from "../../i18n/dates";
import type { FilmOfGait, Treatment } from "./api";

export interface Stretch {
  /** The treatment that begins it; null for what comes before the first. */
  treatment: Treatment | null;
  films: FilmOfGait[];
}

export const dayOf = (film: FilmOfGait): string => frenchDay(film.capture.taken_at);

/** Films of the day itself are before it: one films on the morning of an injection. */
const isAfter = (film: FilmOfGait, treatment: Treatment) => dayOf(film) > treatment.said.day;

/** The newest stretch first, the newest film first in each; of two treatments on one day, each has its own. */
export function stretches(films: readonly FilmOfGait[], treatments: readonly Treatment[]): Stretch[] {
  const newest = [...films].sort((a, b) => b.capture.taken_at.localeCompare(a.capture.taken_at));
  const found: Stretch[] = [];
  let rest = newest;
  for (const treatment of [...treatments].sort((a, b) => b.said.day.localeCompare(a.said.day))) {
    found.push({ treatment, films: rest.filter((film) => isAfter(film, treatment)) });
    rest = rest.filter((film) => !isAfter(film, treatment));
  }
  found.push({ treatment: null, films: rest });
  return found;
}

export interface Around {
  /** Since the treatment before it, the nearest last to first; until the next one, the nearest first. */
  before: FilmOfGait[];
  after: FilmOfGait[];
  /** The two to compare: the nearest that were filmed alike, else the nearest of all. */
  pair: [FilmOfGait | null, FilmOfGait | null];
  /** Whether those two were filmed from the same side, with the same on the feet; null when one of them does not say. */
  alike: boolean | null;
}

export function around(films: readonly FilmOfGait[], treatments: readonly Treatment[], treatment: Treatment): Around {
  const all = stretches(films, treatments);
  const at = all.findIndex((one) => one.treatment?.id === treatment.id);
  const after = [...(all[at]?.films ?? [])].reverse();
  const before = all[at + 1]?.films ?? [];
  const said = (film: FilmOfGait) => film.capture.seen_from !== null && film.capture.worn.length > 0;
  const same = (a: FilmOfGait, b: FilmOfGait) => a.capture.seen_from === b.capture.seen_from && a.capture.worn.join() === b.capture.worn.join();
  for (const one of before.filter(said)) {
    const other = after.find((film) => said(film) && same(one, film));
    if (other) return { before, after, pair: [one, other], alike: true };
  }
  const pair: Around["pair"] = [before[0] ?? null, after[0] ?? null];
  const [one, other] = pair;
  return { before, after, pair, alike: one && other && said(one) && said(other) ? same(one, other) : null };
}
