/** Which images stand for some seconds of a film: the first, the last, what was marked or measured between, then what fills the widest gaps. Pure. */
export const MOST = 8;

/** Numbers of images, from 0, in order. */
export function keyImages(first: number, last: number, marked: readonly number[], most = MOST): number[] {
  const found = new Set([first, last]);
  for (const one of [...marked].sort((a, b) => a - b)) if (one > first && one < last && found.size < most) found.add(one);
  while (found.size < Math.min(most, last - first + 1)) {
    const sorted = [...found].sort((a, b) => a - b);
    let [widest, middle] = [1, -1];
    sorted.slice(1).forEach((to, at) => {
      const gap = to - sorted[at]!;
      if (gap > widest) [widest, middle] = [gap, sorted[at]! + Math.floor(gap / 2)];
    });
    found.add(middle);
  }
  return [...found].sort((a, b) => a - b);
}
