/** A number as it was written, every digit of it and no power of ten: a dose is never rounded. Pure. */
export function exact(value: number, comma: string): string {
  const [digits = "", power] = String(value).split("e");
  if (power === undefined) return digits.replace(".", comma);
  const places = (digits.split(".")[1]?.length ?? 0) - Number(power);
  return value.toFixed(Math.max(places, 0)).replace(".", comma);
}
