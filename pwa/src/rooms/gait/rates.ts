/** Images a second that a person may confirm. Pure. */
const USUAL = [30, 60, 120, 240];

/** What a phone usually takes, and what the file says; from the fewest. */
export function rateChoices(said: number | null): number[] {
  const near = USUAL.find((one) => said !== null && Math.abs(one - said) < one / 50);
  const all = said === null || near ? USUAL : [...USUAL, Math.round(said * 100) / 100];
  return all.filter((one) => one >= 1 && one <= 1000).sort((one, two) => one - two);
}

/** As typed, with a point or a comma; null for what cannot be. */
export function rateTyped(text: string): number | null {
  const tidy = text.trim().replace(",", ".");
  const value = /^\d{1,4}(\.\d{1,3})?$/.test(tidy) ? Number(tidy) : NaN;
  return value >= 1 && value <= 1000 ? value : null;
}
