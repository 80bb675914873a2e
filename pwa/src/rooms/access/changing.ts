/** Changing an access that the other parent may change too: what is entered stands on a state that was seen. Pure. */
import type { HabilitationChange, Member, Rights } from "../../api/types";
import { lastDay, type Period } from "./period";
import { CATEGORIES, level, same, withLevel } from "./rights";

interface Terms {
  rights: Rights;
  period: Period;
  /** Empty for none. */
  until: string;
  reason: string;
}

/** What is entered, and the state that it was entered over. */
export interface Changing extends Terms {
  seen: Terms & { version: number };
}

/** What stands, of a person's access or of one profession of a team. */
export type Standing = Pick<Member, "rights" | "period" | "until" | "reason" | "version">;

const termsOf = ({ rights, period, until, reason }: Standing): Terms => ({ rights, period, until: until ?? "", reason });

/** A copy on a phone from before there were versions has none: whatever the server says is newer. */
export const changing = (now: Standing): Changing => ({ ...termsOf(now), seen: { ...termsOf(now), version: now.version ?? 0 } });

/** The same changes over what stands now: what was not touched follows the other parent. */
export function over(form: Changing, now: Standing): Changing {
  const seen = { ...termsOf(now), version: now.version };
  const touched = CATEGORIES.filter((category) => level(form.rights, category) !== level(form.seen.rights, category));
  const rights = touched.reduce((all, category) => withLevel(all, [category], level(form.rights, category)), seen.rights);
  const lasting = form.period !== form.seen.period || form.until !== form.seen.until;
  const { period, until } = lasting ? form : seen;
  return { seen, rights, period, until, reason: form.reason === form.seen.reason ? seen.reason : form.reason };
}

/** Whether it lasts, or lasted, longer than before; days as YYYY-MM-DD, null for no end. */
export const longer = (before: string | null, after: string | null): boolean => before !== null && (after === null || after > before);

/** The last day that is asked for. A consultation that was given for its day keeps that day. */
export function ends({ period, until, seen }: Changing, today: string): string | null {
  return period === "consultation" && seen.period === period ? seen.until : lastDay(period, until, today);
}

/** What goes: only what was changed of what was seen, and which state that was. */
export function change(form: Changing, today: string): HabilitationChange {
  const { seen, period } = form;
  const reason = form.reason.trim();
  const last = ends(form, today);
  return {
    version: seen.version,
    ...(!same(seen.rights, form.rights) && { rights: form.rights }),
    ...((period !== seen.period || (last ?? "") !== seen.until) && { period, until: last }),
    ...(reason !== seen.reason && { reason }),
  };
}

/** Whether anything was changed of what was seen. */
export const changes = (form: Changing, today: string): boolean => Object.keys(change(form, today)).length > 1;
