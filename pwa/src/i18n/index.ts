/**
 * One language at a time. `fr.ts` is the type, `en.ts` satisfies it; the other one is never downloaded.
 *
 * Texts of the shell and of `ui/` are in `fr.ts` and `en.ts` here. A room keeps its own two files beside its screens and
 * declares them with `roomTexts`; the router loads them together with the screen.
 */
import type { Texts } from "./fr";
import { browserMemory } from "../shell/memory";

export type Locale = "fr" | "en";
export type { Texts };

/** The shell's texts. Set before anything is drawn: read it in components, never at the top of a module. */
export let t: Texts;
export let locale: Locale = "fr";

const REMEMBERED = "cs3.locale";

export function preferredLocale(): Locale {
  const chosen = browserMemory.getItem(REMEMBERED);
  if (chosen === "fr" || chosen === "en") return chosen;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === "fr" || tag === "en") ?? "fr";
}

export async function loadLocale(wanted: Locale): Promise<void> {
  // Said at once: a room's texts may be asked for while the shell's are still on their way.
  locale = wanted;
  t = (wanted === "fr" ? await import("./fr") : await import("./en")).default;
  document.documentElement.lang = wanted;
}

export function rememberLocale(wanted: Locale): void {
  browserMemory.setItem(REMEMBERED, wanted);
}

/** Remembers the language; the page starts again in it, on the same screen. */
export function switchLocale(wanted: Locale): void {
  rememberLocale(wanted);
  if (wanted !== locale) window.location.reload();
}

export interface RoomTexts<T> {
  readonly t: T;
  load(): Promise<void>;
}

/** A screen that shows something of another room: its own texts, loaded with the others'. */
export const withTexts = <T>(own: RoomTexts<T>, ...others: RoomTexts<unknown>[]): RoomTexts<T> => ({
  get t() {
    return own.t;
  },
  load: async () => void (await Promise.all([own, ...others].map((one) => one.load()))),
});

/** Declares a room's texts: `roomTexts({ fr: () => import("./fr"), en: () => import("./en") })`. */
export function roomTexts<T>(files: Record<Locale, () => Promise<{ default: T }>>): RoomTexts<T> {
  let loaded: T | undefined;
  return {
    get t() {
      if (loaded === undefined) throw new Error("A room's texts were read before its route loaded them.");
      return loaded;
    },
    async load() {
      loaded ??= (await files[locale]()).default;
    },
  };
}
