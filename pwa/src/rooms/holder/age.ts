/** The eighteenth birthday, as the server counts it: who was born on 29 February comes of age on 1 March. Pure; days as `YYYY-MM-DD`. */
import type { Carnet } from "../../api/types";

export function comesOfAge(birth: string): string {
  const day = `${Number(birth.slice(0, 4)) + 18}${birth.slice(4, 10)}`;
  return day.endsWith("-02-29") ? `${day.slice(0, 4)}-03-01` : day;
}

/** The same day a year before. */
const yearBefore = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;

export type Coming = "soon" | "waiting" | null;

/** What the home screen has to say of it, to who represents and to whose notebook it is. */
export function coming(carnet: Pick<Carnet, "birth_date" | "me">, today: string): Coming {
  const { profile, rights } = carnet.me;
  if (profile !== "representative" && profile !== "holder") return null;
  const day = comesOfAge(carnet.birth_date);
  if (today < day) return today >= yearBefore(day) ? "soon" : null;
  // Whoever still decides has taken it over, or opened it for an adult.
  return rights.circle?.includes("manage") ? null : "waiting";
}
