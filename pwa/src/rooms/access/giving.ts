/** What is being given, as it is typed, and as it is sent. Pure. */
import type { AccessModel, ConsentShown, ConsentText, NewInvitation, Rights } from "../../api/types";
import { PARENT } from "./models";
import { lastDay, wrong, type Period } from "./period";
import { CATEGORIES, level, same } from "./rights";

export interface Giving {
  /** A model's key, or PARENT; nothing before it was chosen. */
  model: string;
  name: string;
  email: string;
  profession: string;
  structure: string;
  relation: string;
  reason: string;
  message: string;
  period: Period;
  until: string;
  /** What was changed of the proposal; null as long as it stands. */
  rights: Rights | null;
  /** What was on the screen when it was given (`onScreen`): only how it reaches the person is still to be said. Empty before. */
  given: string;
}

export const NOTHING: Giving = { model: "", name: "", email: "", profession: "", structure: "", relation: "", reason: "", message: "", period: "open", until: "", rights: null, given: "" };

export const rightsOf = (form: Giving, model: AccessModel | null): Rights => form.rights ?? model?.rights ?? {};

/** Another choice of person: what was changed for the one before does not pass over to them. */
export const choose = (form: Giving, key: string, period: Period): Giving => (form.model === key ? form : { ...form, model: key, profession: "", relation: "", rights: null, given: "", period, until: "" });

/** Lines changed one by one; back at the proposal, nothing is. */
export const withRights = (form: Giving, model: AccessModel | null, rights: Rights): Giving => ({ ...form, rights: model && same(model.rights, rights) ? null : rights });

/** The names of the fields that keep it from being given. */
export function missing(form: Giving, today: string): { name?: "required"; until?: "missing" | "past" } {
  const until = form.model === PARENT ? null : wrong(form.period, form.until, today);
  return { ...(!form.name.trim() && { name: "required" as const }), ...(until && { until }) };
}

export const goodAddress = (email: string): boolean => /^\S+@\S+\.\S+$/.test(email.trim());

/** Which of the texts who gives this access reads. */
export const textFor = (consents: readonly ConsentText[], key: "give" | "give_all" | "give_self"): ConsentText | null => consents.find((one) => one.key === key) ?? null;

/** What is agreed to, as one string: who, all that is opened, for how long, and the text. Anything else was not agreed to. */
export function onScreen(form: Giving, model: AccessModel | null, text: ConsentText | null, today: string): string {
  const rights = model ? CATEGORIES.map((category) => level(rightsOf(form, model), category)) : "all";
  return JSON.stringify([form.model, form.name.trim(), rights, model ? lastDay(form.period, form.until, today) : null, form.reason.trim(), text?.sha256]);
}

/** What goes back with the act: which text was on the screen. */
export const shown = ({ version, language, sha256 }: ConsentText): ConsentShown => ({ version, language: language === "en" ? "en" : "fr", sha256 });

/** `called`: how the model is named in a list, for who says no more. `by`: to the person in front of one, without an address; else to theirs. */
export function invitation(form: Giving, model: AccessModel | null, called: string, by: "here" | "address", today: string, text: ConsentText | null): NewInvitation {
  if (!model && form.model !== PARENT) throw new Error(`${form.model} is no model: whoever has none is given everything`);
  const professional = model?.profile === "professional";
  return {
    profile: model?.profile ?? "representative",
    name: form.name.trim(),
    structure: professional ? form.structure.trim() : "",
    profession: professional ? form.profession.trim() || called : "",
    relation: professional ? "" : form.relation.trim() || called,
    message: by === "address" ? form.message.trim() : "",
    reason: form.reason.trim(),
    until: model ? lastDay(form.period, form.until, today) : null,
    period: model ? form.period : "open",
    model: model?.key ?? "",
    rights: model ? rightsOf(form, model) : null,
    consent: text && shown(text),
    email: by === "address" ? form.email.trim() : "",
  };
}
