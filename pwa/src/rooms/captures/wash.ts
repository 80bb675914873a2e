/** What stands for a picture until it comes: a wash of its own colours. Drawn by the browser from a line of style, no picture decoded. */

/** `tints`: base64 of four colours of three bytes, of what is at its top, right, bottom and left. */
export function washOf(tints: string | null): string | undefined {
  if (!tints) return undefined;
  const bytes = Array.from(atob(tints), (one) => one.charCodeAt(0).toString(16).padStart(2, "0"));
  if (bytes.length !== 12) return undefined;
  const [top, right, bottom, left] = [0, 3, 6, 9].map((at) => `#${bytes.slice(at, at + 3).join("")}`);
  // What is at its sides lies half clear over what goes from its top to its bottom.
  return `linear-gradient(90deg, ${left}80, ${left}00 50%, ${right}00 50%, ${right}80), linear-gradient(${top} 20%, ${bottom} 80%)`;
}
