/**
 * A film's images by number, in the order in which they are seen, and from where each must be decoded. Arithmetic only.
 *
 * A file holds them in the order of decoding. An image that is not whole leans on those since the last whole one; one that comes
 * after a whole image but is seen before it may lean on what stands before that one too.
 */
export interface Packed {
  /** When it is seen, µs, and for how long; as the file says. */
  at: number;
  lasts: number;
  /** Whole by itself. */
  whole: boolean;
}

export interface Order {
  count: number;
  /** µs in the file, by number. */
  times: Float64Array;
  /** µs at which the last image ends. */
  end: number;
  /** By number: its place in the file, and the place of the whole image from which it is decoded. */
  places: Int32Array;
  starts: Int32Array;
  /** By place: its number, -1 for one that is never seen. */
  numbers: Int32Array;
  /** By place. */
  wholes: boolean[];
}

export function ordered(packed: readonly Packed[]): Order {
  // What ends before the film begins is decoded for others, and not seen: an edit list took it away.
  const seen = packed.map((_, place) => place).filter((place) => packed[place]!.at >= 0 || packed[place]!.at + packed[place]!.lasts > 0);
  seen.sort((one, two) => packed[one]!.at - packed[two]!.at || one - two);
  const begins = whole(packed);
  const numbers = new Int32Array(packed.length).fill(-1);
  seen.forEach((place, number) => (numbers[place] = number));
  const last = packed[seen.at(-1) ?? -1];
  return {
    count: seen.length,
    times: Float64Array.from(seen, (place) => packed[place]!.at),
    end: last ? last.at + last.lasts : 0,
    places: Int32Array.from(seen),
    starts: Int32Array.from(seen, (place) => begins[place]!),
    numbers,
    wholes: packed.map((one) => one.whole),
  };
}

/** By place: the place from which decoding begins. */
function whole(packed: readonly Packed[]): number[] {
  let [before, now] = [0, 0];
  return packed.map((one, place) => {
    if (one.whole) [before, now] = [now, place];
    return one.at < packed[now]!.at ? before : now;
  });
}

/** The image that is shown at that time, µs: the last that has begun. */
export function numberAt(times: ArrayLike<number>, at: number): number {
  let [low, high] = [0, times.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (times[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
