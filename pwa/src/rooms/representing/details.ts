/** Who sees a detail, as one choice of a form and as the server keeps it. */
import type { DetailsChange, MyDetails } from "./api";

export type Seen = "nobody" | "representatives" | "professionals" | "both";
export const SEEN: Seen[] = ["nobody", "representatives", "professionals", "both"];
export const FIELDS = ["address", "phone", "note"] as const;
export type FieldName = (typeof FIELDS)[number];
export type Typed = Record<FieldName, { text: string; seen: Seen }> & { version: number };

type Audience = NonNullable<MyDetails["address"]["seen_by"]>[number];

/** Anything unknown is hidden. */
export function seenOf(audience: readonly string[] | undefined): Seen {
  const parents = audience?.includes("representatives") ?? false;
  const professionals = audience?.includes("professionals") ?? false;
  return parents && professionals ? "both" : parents ? "representatives" : professionals ? "professionals" : "nobody";
}

export function audienceOf(seen: Seen): Audience[] {
  return seen === "both" ? ["representatives", "professionals"] : seen === "nobody" ? [] : [seen];
}

export function typedFrom(mine: MyDetails): Typed {
  const one = (name: FieldName) => ({ text: mine[name].text ?? "", seen: seenOf(mine[name].seen_by) });
  return { version: mine.version, address: one("address"), phone: one("phone"), note: one("note") };
}

export function changeFrom(typed: Typed): DetailsChange {
  const one = (name: FieldName) => ({ text: typed[name].text.trim(), seen_by: audienceOf(typed[name].seen) });
  return { version: typed.version, address: one("address"), phone: one("phone"), note: one("note") };
}
