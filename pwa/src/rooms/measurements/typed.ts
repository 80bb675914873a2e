/** A measurement as it stands in the form's fields, from and to what the API takes. Pure. */
import type { Content, Kind, Posture } from "./api";
import { toDecimal } from "./series";

export interface Typed {
  kind: Kind | null;
  value: string;
  name: string;
  unit: string;
  on: string;
  time: string;
  posture: Posture | null;
  how: string;
  by: string;
}

/** The value is never filled in; the day is today's, which is when most are noted. */
export const empty = (today: string, like?: { kind: Kind; name: string; unit: string }): Typed => ({
  kind: like?.kind ?? null,
  value: "",
  name: like?.name ?? "",
  unit: like?.kind === "other" ? like.unit : "",
  on: today,
  time: "",
  posture: null,
  how: "",
  by: "",
});

/** `say`: a number as it is written in the person's language. */
export function typedFrom(content: Content, say: (value: string) => string): Typed {
  const { kind, name, unit, on, time, how, by } = content;
  return { kind, name, unit, on, how, by, value: say(content.value), time: time ?? "", posture: content.posture === "not_said" ? null : content.posture };
}

/** Call `problems` first. */
export function contentFrom(typed: Typed): Content {
  const kind = typed.kind ?? "other";
  const other = kind === "other";
  return {
    kind,
    value: toDecimal(typed.value) ?? "",
    on: typed.on,
    time: typed.time || null,
    name: other ? typed.name.trim() : "",
    unit: other ? typed.unit.trim() : "",
    posture: kind === "height" ? (typed.posture ?? "not_said") : "not_said",
    how: typed.how.trim(),
    by: typed.by.trim(),
    checked: false,
  };
}

/** What is to be put right before anything is kept, by field. The server looks again. */
export function problems(typed: Typed, required: string, wrong: string): Record<string, string> {
  const found: Record<string, string> = {};
  if (!typed.kind) found.kind = required;
  if (typed.kind === "other" && !typed.name.trim()) found.name = required;
  if (typed.kind === "other" && !typed.unit.trim()) found.unit = required;
  if (!typed.on) found.on = required;
  if (!typed.value.trim()) found.value = required;
  else if (toDecimal(typed.value) === null) found.value = wrong;
  return found;
}
