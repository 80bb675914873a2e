/** What is read again, and when: everything that nobody said for too long; before a stay, what a stranger will go by too. Pure. */
import type { Line, Sheet, Shown } from "./lines";
import { over } from "./say";

export type Occasion = "stale" | "stay";

/** What those who take over will go by. */
const STAY: readonly Sheet[] = ["contacts", "medication", "autonomy", "equipment", "clinical", "allergies"];
/** ms: said less long ago than this, it need not be read again before a stay. */
const LATELY = 30 * 86_400_000;

export interface ToRead {
  sheet: Sheet;
  line: Line;
}

/** In the order of the sheets; what is over is read by nobody. */
export function toRead(sheets: Shown[], occasion: Occasion, now: number): ToRead[] {
  return sheets.flatMap(({ sheet, sections }) =>
    sections
      .flatMap((section) => section.lines)
      .filter((line) => line.state === "to_confirm" || line.state === "conflict" || (occasion === "stay" && STAY.includes(sheet) && old(line, now)))
      .map((line) => ({ sheet, line })),
  );
}

const old = (line: Line, now: number): boolean => {
  const [only] = line.heads;
  return !!only && !over(only.content) && now - Date.parse(only.confirmed_at) > LATELY;
};
