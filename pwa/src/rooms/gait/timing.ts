/** When the next image comes, for films that are seen together. Arithmetic only; µs. */
import { numberAt } from "./order";

const HAIR = 1;

/** The time of the next image (`way` 1) or of the one before (-1). Outside the film, time goes on at its usual pace. */
export function stepped(times: ArrayLike<number>, usual: number, at: number, way: 1 | -1): number {
  const last = times.length - 1;
  if (last < 0) return at;
  const number = numberAt(times, at + HAIR);
  const now = times[number]!;
  if (way > 0) {
    if (at < now - HAIR) return Math.min(now, at + usual);
    return number < last ? times[number + 1]! : at + usual;
  }
  if (at > now + HAIR && number === last) return Math.max(now, at - usual);
  if (at < now - HAIR || number === 0) return at > now + HAIR ? now : at - usual;
  return at > now + usual / 2 ? now : times[number - 1]!;
}

/** Once round: where a moment past the end of what is repeated falls. */
export function wrapped(at: number, from: number, to: number): number {
  return to > from ? from + ((at - from) % (to - from)) : from;
}
