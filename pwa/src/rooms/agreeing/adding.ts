/** Adding a fact about who may decide, one question at a time. Pure. */
import type { Member } from "../../api/types";
import type { Decision, NewDecision } from "./api";

export type Kind = NewDecision["kind"];
export type Step = "kind" | "person" | "days" | "proof" | "check";
export const STEPS: readonly Step[] = ["kind", "person", "days", "proof", "check"];

export interface Answers {
  step: Step;
  kind: Kind | null;
  person: string | null;
  since: string;
  until: string;
  proof: string;
  document: string;
  /** How that document is called: it may be further down the library than what is at hand. */
  documentTitle: string;
}

export const EMPTY: Answers = { step: "kind", kind: null, person: null, since: "", until: "", proof: "", document: "", documentTitle: "" };

const OF_MINORS: readonly Kind[] = ["exclusive", "withdrawn", "delegated", "shared", "placement", "foster", "authority"];
export const OF_ADULTS: readonly Kind[] = ["guardian", "curator"];

/** Parental authority until 18, guardianship from then on. `today`, `born`: days as YYYY-MM-DD. */
export function kindsFor(born: string, today: string): readonly Kind[] {
  return `${Number(born.slice(0, 4)) + 18}${born.slice(4)}` <= today ? OF_ADULTS : OF_MINORS;
}

export interface Candidate {
  id: string;
  name: string;
  text: string;
}

/** Who it can be about: a foster carer or a service may be anybody of the circle. Whom a decision is about may have left since: what gives
 * it back is recorded before they are invited again. */
export function candidates(kind: Kind | null, circle: Member[], decisions: Decision[]): Candidate[] {
  const anybody = kind === "foster" || kind === "placement";
  const here = circle.filter((one) => one.profile === "representative" || (anybody && one.profile !== "holder")).map(({ person, relation, profession }) => ({ id: person.id, name: person.name, text: relation || profession }));
  const known = new Set([...circle.map((one) => one.person.id)]);
  const gone = anybody || kind === "withdrawn" ? [] : decisions.map((one) => one.person).filter((one) => one.name && !known.has(one.id) && known.add(one.id));
  return [...here, ...gone.map((one) => ({ ...one, text: "" }))];
}

/** What ends by itself, when the decision says so. */
export const mayEnd = (kind: Kind | null): boolean => kind !== "authority" && kind !== "withdrawn";

/** The first thing that is missing at a step. */
export function missing(said: Answers): "kind" | "person_id" | "since" | "proof" | null {
  if (said.step === "kind" && !said.kind) return "kind";
  if (said.step === "person" && !said.person) return "person_id";
  if (said.step === "days" && !said.since) return "since";
  if (said.step === "proof" && said.proof.trim().length < 5) return "proof";
  return null;
}

/** Where a refused answer was given. */
export const stepOf = (field: string): Step => (field === "kind" ? "kind" : field === "person_id" ? "person" : field === "since" || field === "until" ? "days" : "proof");

export function decision(said: Answers): NewDecision {
  return {
    kind: said.kind!,
    person_id: said.person!,
    since: said.since,
    until: (mayEnd(said.kind) && said.until) || null,
    proof: said.proof.trim(),
    document_id: said.document || null,
  };
}
