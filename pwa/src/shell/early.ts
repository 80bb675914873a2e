/**
 * What the home screen reads, asked for while its script is still on its way: one round trip less before it stands. Taken once, and
 * dropped soon: an answer belongs to the start that asked for it, and to the person who was then signed in.
 */
import { get } from "../api/client";
import { afterPaint } from "./paint";

const KEPT_MS = 10_000;
let asked: { path: string; answer: Promise<unknown> } | null = null;

export const homePath = (carnet: string) => `/api/carnets/${carnet}/home`;

export function askEarly(carnet: string): Promise<unknown> {
  const path = homePath(carnet);
  const answer = get<unknown>(path, { plain: true });
  answer.catch(() => undefined);
  asked = { path, answer };
  setTimeout(dropEarly, KEPT_MS);
  return answer;
}

export function dropEarly(): void {
  asked = null;
}

/**
 * The early answer when there is one and it was good; otherwise asked for now. One that was there before the screen waits until the
 * screen's frame has been painted: two short pieces of work, not a long one.
 */
export async function earlyOr<T>(path: string, now: () => Promise<T>): Promise<T> {
  const early = asked?.path === path ? asked.answer : null;
  dropEarly();
  if (!early) return now();
  const painted = new Promise<void>((resolve) => afterPaint(resolve));
  return (early as Promise<T>).then((answer) => painted.then(() => answer), now);
}
