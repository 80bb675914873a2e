/** What the page's own memory holds of one person, or of one notebook: gone from it when they leave this phone, or when it does. A room that holds some says here how it is let go. */
type LetGo = (carnet?: string) => void;

const all = new Set<LetGo>();

/** `letGo`: of that notebook; of all of them without one. */
export function heldHere(letGo: LetGo): void {
  all.add(letGo);
}

export function letGo(carnet?: string): void {
  for (const one of all) one(carnet);
}
