/** Decides, before a screen is drawn, whether this person may see it, and where to lead them otherwise. */
import { locale, rememberLocale } from "../i18n";
import { tabMemory } from "./memory";
import type { Route } from "./router.svelte";
import { router } from "./router.svelte";
import { session } from "./session.svelte";

const WANTED = "cs3.wanted";

/** Remembers, for this tab, where to go once signed in. */
export function want(path: string): void {
  tabMemory.setItem(WANTED, path);
}

/** Leads on after signing in or setting up the ways in: to what was wanted, else to the start. */
export function onward(): void {
  const path = tabMemory.getItem(WANTED) ?? "/";
  tabMemory.removeItem(WANTED);
  const theirs = session.me?.locale;
  if (theirs && theirs !== locale) {
    // The account's language wins over the browser's: the page starts again in it.
    rememberLocale(theirs);
    location.replace(path);
  } else router.go(path, { replace: true });
}

/** The address to show instead of this one, or null. */
export function gate(path: string, route: Route | null): string | null {
  const needs = route ? (route.needs ?? "strong") : "nothing";
  if (needs === "nothing") return null;
  if (session.state === "out") {
    if (path !== "/") want(path);
    return "/connexion";
  }
  if (session.state === "in" && needs === "strong" && session.me?.session.strength !== "strong") return "/acces";
  return null;
}
