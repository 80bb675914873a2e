/** How days, hours and numbers are said where the reader is: for `say.ts`, which knows no language. */
import { locale } from "../../i18n";
import { clock, shortDay } from "../../i18n/dates";
import type { Saying } from "./say";

export const saying: Saying = {
  day: shortDay,
  hour: (hour) => clock(new Date(2000, 0, 1, Number(hour.slice(0, 2)), Number(hour.slice(3, 5)))),
  get comma() {
    return locale === "fr" ? "," : ".";
  },
};
