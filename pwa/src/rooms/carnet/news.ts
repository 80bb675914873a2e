/** What is new, as it is told: the same sentence several times in a day is said once, with its count. */
import type { News } from "../../api/types";

export interface Told {
  /** The newest of them. */
  news: News;
  count: number;
}

/** `list` newest first; `dayOf` gives the calendar day where the reader is. */
export function told(list: News[], dayOf: (at: string) => string): Told[] {
  const found = new Map<string, Told>();
  for (const news of list) {
    const key = `${dayOf(news.at)} ${news.sentence}`;
    const same = found.get(key);
    if (same) same.count += 1;
    else found.set(key, { news, count: 1 });
  }
  return [...found.values()];
}
