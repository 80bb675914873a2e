/** What another room has to say in the form of a new date, once: in the memory of the page, since an address would tell it. */
import type { Typed } from "./form";

let next: Partial<Typed> | null = null;

export function prefill(typed: Partial<Typed>): void {
  next = typed;
}

export function prefilled(): Partial<Typed> {
  const typed = next ?? {};
  next = null;
  return typed;
}
