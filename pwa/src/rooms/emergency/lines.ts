/** One line of the sheet in words: what comes first, and the rest. Everything in it is the family's own. */
import type { components } from "../../api/schema";
import { longDay } from "../../i18n/dates";
import type { EmergencyTexts } from "./fr";

export type SheetView = components["schemas"]["SheetView"];
export type LineView = components["schemas"]["LineView"];

const HEADS = ["substance", "name", "title", "kg", "yes"] as const;
const SILENT = new Set(["section", "phone_seen", "certainty", "tone", "phone"]);

export interface Words {
  head: string;
  rest: string;
  phone: string;
}

export function words(line: LineView, t: EmergencyTexts): Words {
  const content = line.content as unknown as Record<string, unknown>;
  const text = (name: string) => (typeof content[name] === "string" ? (content[name] as string) : "");
  if (content.section === "weight") return { head: `${String(content.kg)} kg`, rest: longDay(text("measured_on")), phone: "" };
  if (content.section === "yes_no") {
    return { head: `${t.yes} : ${text("yes")}`, rest: [`${t.no} : ${text("no")}`, text("note")].filter(Boolean).join(", "), phone: "" };
  }
  const first = HEADS.find((name) => text(name));
  const said = Object.keys(content).filter((name) => name !== first && !SILENT.has(name) && text(name));
  const rest = [t.certainty[text("certainty")] ?? "", ...said.map((name) => (name === "prescribed_on" ? longDay(text(name)) : text(name)))];
  const tone = t.tone[text("tone")];
  return { head: [tone, first ? text(first) : ""].filter(Boolean).join(" : "), rest: rest.filter(Boolean).join(", "), phone: text("phone") };
}

/** What to call the number with: digits and a leading plus. */
export function dial(phone: string): string {
  return phone.replace(/(?!^\+)[^0-9]/g, "");
}
