/** One line of the sheet in words, laid out as on the page that a scan shows. Everything in it is the family's own. */
import type { components } from "../../api/schema";
import { longDay } from "../../i18n/dates";
import { exact } from "../../i18n/numbers";
import { saying } from "../lines/saying";
import type { EmergencyTexts } from "./fr";

export type SheetView = components["schemas"]["SheetView"];
export type LineView = components["schemas"]["LineView"];
export type Content = LineView["content"];
export type Section = components["schemas"]["Section"];

export type SectionView = components["schemas"]["SectionView"];

export interface Words {
  head: string;
  rest: string;
  /** For what is to be done, known, or never done. */
  tone: "do" | "know" | "never" | "";
  phone: string;
}

/** Parts after one another; one that ends its own sentence keeps its stop alone. */
function join(parts: (string | null | undefined)[], by = ", "): string {
  return parts
    .map((part) => (part ?? "").trim())
    .filter(Boolean)
    .reduce((said, part) => (said ? said + (/[.!?\n]$/.test(said) ? " " : by) + part : part), "");
}

export function kilograms(kg: number): string {
  return `${exact(kg, saying.comma)}\u202fkg`;
}

/** « 250 mg », « 1 comprimé le matin, ½ le soir »: the number of one taking, then what no number says. */
function dose(one: { amount?: number | null; unit?: string; dose?: string }): string {
  const number = typeof one.amount === "number" ? exact(one.amount, saying.comma) : "";
  return join([...new Set([[number, one.unit].filter(Boolean).join("\u202f"), one.dose])]);
}

export function words(content: Content, t: EmergencyTexts): Words {
  const said = (head: string, rest: string, more: Partial<Words> = {}): Words => ({ head, rest, tone: "", phone: "", ...more });
  const named = (label: string, value: string) => (value ? t.labelled(label, value) : "");
  switch (content.section) {
    case "weight":
      return said(kilograms(content.kg), t.weighed(longDay(content.measured_on)));
    case "allergies":
      return said(content.substance, join([content.reaction, named(t.severity, t.severities[content.severity ?? ""] ?? content.severity), t.certainty[content.certainty], content.note]));
    case "diagnoses":
    case "history":
      return said(content.name, join([content.since, content.note]));
    case "todo":
      return said(content.title, content.text, { tone: content.tone });
    case "treatments": {
      const day = content.prescribed_on ? longDay(content.prescribed_on) : "";
      const prescribed = content.prescriber || day ? t.prescribed(content.prescriber, day) : "";
      return said(content.name, join([dose(content), content.form, content.way, (content.times ?? []).map(saying.hour).join(", "), content.schedule, prescribed, content.note]));
    }
    case "yes_no":
      return said("", join([named(t.yes, content.yes), named(t.no, content.no), content.note], "\n"));
    case "pain":
      return said("", join([content.shows, named(t.unlikeUsual, content.unlike_usual), named(t.unlikeSeizure, content.unlike_seizure)], "\n"));
    case "devices":
      return said(content.name, content.note);
    case "contacts":
      return said(content.name, content.relation, { phone: content.phone });
    case "doctor":
      return said(content.name, join([content.speciality, content.place]), { phone: content.phone });
    case "hospital":
      return said(content.name, content.note, { phone: content.phone });
    default:
      return said("", content.text);
  }
}

/** The line in a few words, to name it in a button or a question. */
export function shortly(content: Content, t: EmergencyTexts): string {
  const { head, rest } = words(content, t);
  const whole = head || rest;
  return whole.length > 60 ? `${whole.slice(0, 59).trimEnd()}…` : whole;
}

/** What to call the number with: digits and a leading plus. */
export function dial(phone: string): string {
  return phone.replace(/(?!^\+)[^0-9]/g, "");
}

/** The sheet, and the kind of its lines, of which a section is drawn; one that is not here is written on the urgent sheet alone. */
const DRAWN: Partial<Record<Section, [sheet: string, kind: string]>> = {
  allergies: ["allergies", "allergy"],
  diagnoses: ["clinical", "diagnosis"],
  history: ["clinical", "history"],
  treatments: ["medication", "treatment"],
  devices: ["equipment", "device"],
  contacts: ["contacts", "relative"],
  doctor: ["contacts", "professional"],
};

export const isDrawn = (section: string): section is Section => section === "weight" || Object.hasOwn(DRAWN, section);

export const sheetNamed = (section: Section): string => DRAWN[section]?.[0] ?? "growth";

/** Where it is written: its sheet, a new line of it, one of its lines. */
export const sheetOf = (carnet: string, section: Section): string => (DRAWN[section] ? `/c/${carnet}/fiches/${DRAWN[section][0]}` : `/c/${carnet}/mesures`);
export const newOf = (carnet: string, section: Section): string => sheetOf(carnet, section) + (DRAWN[section] ? `/nouveau/${DRAWN[section][1]}` : "");
export const writeOf = (carnet: string, line: LineView): string => sheetOf(carnet, line.section) + (DRAWN[line.section] ? `/${atOnce(line) ? "departager" : "ecrire"}/${line.place}` : "");

/** Two people wrote at once: both texts stand until somebody settles them. */
export const atOnce = (line: LineView): boolean => line.to_confirm.some((why) => why.kind === "conflict");

/** One of each place, of texts that were written at once. */
export const eachPlace = (lines: LineView[] | undefined): LineView[] => (lines ?? []).filter((line, at, all) => all.findIndex((one) => one.place === line.place) === at);
