/** What « Qui a vu » asks of the server, and what it asks for. */
import { get, raw } from "../../api/client";
import type { components } from "../../api/schema";
import { frenchDay } from "../../i18n/dates";

type Schemas = components["schemas"];

export type TraceDays = Schemas["TraceDays"];
export type TraceDay = Schemas["TraceDay"];
export type TraceGroup = Schemas["TraceGroup"];
export type Choices = Schemas["TraceChoices"];
export type Line = Schemas["TraceView"];
export type Kind = TraceGroup["kind"];
export type Unusual = TraceGroup["unusual"][number];
export type Person = NonNullable<TraceGroup["person"]>;
export type CopyFormat = "csv" | "pdf";

export const KINDS: readonly Kind[] = ["readings", "additions", "changes", "sharing", "refused", "emergency"];
export const PERIODS = ["all", "week", "month", "days"] as const;
export type Period = (typeof PERIODS)[number];

/** "" asks for all. `person`: a number, or "nobody" for those without an account. `from` and `to`, days, count when `period` is "days". */
export interface Filters {
  person: string;
  category: string;
  kind: Kind | "";
  period: Period;
  from: string;
  to: string;
}

export const NONE: Filters = { person: "", category: "", kind: "", period: "all", from: "", to: "" };

/** How many of the filters leave something out. */
export const count = (asked: Filters): number =>
  [asked.person, asked.category, asked.kind, asked.period === "week" || asked.period === "month" || (asked.period === "days" && (asked.from || asked.to))].filter(Boolean).length;

const DAY = 86_400_000;

/** The days asked for, in France; today is the last of a week or of thirty days. */
export function days(asked: Filters, now = new Date()): { from: string; to: string } {
  if (asked.period === "days") return { from: asked.from, to: asked.to };
  if (asked.period === "all") return { from: "", to: "" };
  const back = asked.period === "week" ? 6 : 29;
  return { from: frenchDay(new Date(now.getTime() - back * DAY)), to: "" };
}

/** As the server takes it: only what leaves something out. */
export function query(asked: Filters, more: Record<string, string> = {}, now = new Date()): string {
  const { person, category, kind } = asked;
  const said = Object.entries({ person, category, kind, ...days(asked, now), ...more }).filter(([, value]) => value);
  return said.length ? `?${new URLSearchParams(said)}` : "";
}

const base = (carnet: string) => `/api/carnets/${carnet}/traces`;

export const readDays = (carnet: string, asked: Filters, before = "", signal?: AbortSignal) => get<TraceDays>(`${base(carnet)}/days${query(asked, { before })}`, { signal });

export const readAlike = (carnet: string, trace: string) => get<{ traces: Line[] }>(`${base(carnet)}/${trace}/alike`);

/** The file, after a fresh proof; its name is in the answer. */
export const copy = (carnet: string, asked: Filters, format: CopyFormat) => raw("GET", `${base(carnet)}/export${query(asked, { format })}`);

/** The same for the whole sealed history. */
export const sealedHistory = (carnet: string) => raw("GET", `${base(carnet)}/sealed`);
