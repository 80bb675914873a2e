/** Values put together by what they measure, with those that have not left this phone; and how a typed number is read. Pure. */
import type { Content, Doubt, Kind, Value } from "./api";

/** A value on its way from this phone. Times are ISO 8601. */
export interface Waiting {
  id: string;
  carnet: string;
  content: Content;
  noted_at: string;
  /** `doubtful`: the server asks whether it is so. */
  state: "waiting" | "doubtful" | "failed";
  doubt: Doubt | null;
  /** Why it does not leave: the server's own sentence. */
  said: string | null;
}

export interface Point {
  id: string;
  content: Content;
  /** Null while it waits here. */
  value: Value | null;
  waiting: Waiting | null;
}

export interface Series {
  /** In addresses: the kind, or the number of the first value of what a family named. Nothing is said by it. */
  key: string;
  kind: Kind;
  name: string;
  unit: string;
  /** The oldest first. */
  points: Point[];
}

export const KINDS: readonly Kind[] = ["weight", "height", "head", "other"];
const UNITS: Record<Kind, string> = { weight: "kg", height: "cm", head: "cm", other: "" };
export const unitOf = ({ kind, unit }: { kind: Kind; unit: string }): string => unit || UNITS[kind];

const NUMBER = /^-?\d{1,6}([.,]\d{1,3})?$/;

/** "31,4" or "31.4", as the server reads it; null for what is no number. */
export function toDecimal(typed: string): string | null {
  const plain = typed.replace(/[\s\u00a0\u202f]/g, "").replace("−", "-");
  return NUMBER.test(plain) ? plain.replace(",", ".") : null;
}

export const sayNumber = (value: string, language: string): string => (language === "fr" ? value.replace(".", ",") : value).replace("-", "−");

/** The difference of two decimals, without what a float would add. */
export function difference(now: string, before: string): string {
  const places = Math.max(...[now, before].map((text) => text.split(".")[1]?.length ?? 0));
  return String(Number((Number(now) - Number(before)).toFixed(places)));
}

const fold = (text: string): string => (text.normalize("NFKD").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
const sameOf = ({ kind, name, unit }: Content): string => `${kind}|${fold(name)}|${unit.toLowerCase()}`;
const when = ({ on, time }: Content): string => `${on} ${time ?? ""}`;

/** Weight, height and head first, then what the family named, in the order in which it was begun. */
export function seriesOf(values: Value[], waiting: Waiting[]): Series[] {
  const here = waiting.filter((one) => one.state !== "failed" && !values.some((value) => value.id === one.id));
  const points: Point[] = [
    ...values.map((value) => ({ id: value.id, content: value.content as Content, value, waiting: null })),
    ...here.map((one) => ({ id: one.id, content: one.content, value: null, waiting: one })),
  ];
  points.sort((a, b) => (when(a.content) < when(b.content) ? -1 : when(a.content) > when(b.content) ? 1 : 0));
  const found = new Map<string, Series>();
  for (const point of points) {
    const { kind, name } = point.content;
    const same = sameOf(point.content);
    const series = found.get(same) ?? { key: kind === "other" ? point.id : kind, kind, name, unit: unitOf(point.content), points: [] };
    series.points.push(point);
    found.set(same, series);
  }
  return [...found.values()].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
}

/** By its address: any value of it will do, since the first may be corrected or taken away. */
export const findSeries = (all: Series[], key: string): Series | undefined => all.find((one) => one.key === key || one.points.some((point) => point.id === key));

/** Seconds at the noon of its day: what a curve is drawn over. */
export const secondsOf = (day: string): number => Date.parse(`${day}T12:00:00Z`) / 1000;
