/** One line of the sheet in words, laid out as on the page that a scan shows. Everything in it is the family's own. */
import type { components } from "../../api/schema";
import { locale } from "../../i18n";
import { longDay } from "../../i18n/dates";
import type { EmergencyTexts } from "./fr";

export type SheetView = components["schemas"]["SheetView"];
export type LineView = components["schemas"]["LineView"];
export type Content = LineView["content"];
export type Section = components["schemas"]["Section"];

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
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(kg)}\u202fkg`;
}

export function words(content: Content, t: EmergencyTexts): Words {
  const said = (head: string, rest: string, more: Partial<Words> = {}): Words => ({ head, rest, tone: "", phone: "", ...more });
  const named = (label: string, value: string) => (value ? t.labelled(label, value) : "");
  switch (content.section) {
    case "weight":
      return said(kilograms(content.kg), t.weighed(longDay(content.measured_on)));
    case "allergies":
      return said(content.substance, join([content.reaction, named(t.severity, content.severity), t.certainty[content.certainty], content.note]));
    case "diagnoses":
    case "history":
      return said(content.name, join([content.since, content.note]));
    case "todo":
      return said(content.title, content.text, { tone: content.tone });
    case "treatments": {
      const day = content.prescribed_on ? longDay(content.prescribed_on) : "";
      const prescribed = content.prescriber || day ? t.prescribed(content.prescriber, day) : "";
      return said(content.name, join([content.dose, content.form, content.way, content.schedule, prescribed, content.note]));
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
