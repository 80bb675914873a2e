/**
 * The way from an address to a screen. History API, screens loaded when first wanted, each with its room's texts.
 * A room lists its screens in its own `routes.ts`; `routes.ts` here collects them.
 */
import type { Component } from "svelte";
import type { RoomTexts } from "../i18n";
import { tabMemory } from "./memory";
import { update } from "./update.svelte";

export type Screen = Component<{ params: Record<string, string> }>;

export type Tab = "home" | "images" | "carnet" | "agenda" | "me";

export interface Route {
  /** "/c/:carnet/cercle": a segment after a colon is handed to the screen in `params`. */
  path: string;
  load: () => Promise<{ default: Screen | Component<Record<string, never>> }>;
  texts?: RoomTexts<unknown>;
  tab?: Tab;
  /** The whole screen is its own, without the bar. */
  bare?: boolean;
  /** Who may come: anyone, someone signed in but still setting up, or (when not said) someone signed in for good. */
  needs?: "nothing" | "session" | "strong";
}

export interface Match {
  route: Route;
  params: Record<string, string>;
  key: string;
}

interface Entry {
  depth: number;
  scroll: number;
  /** Something lies over the screen of the entry before. */
  over?: true;
}

/** What no address of ours would hold stands for itself: its screen says that there is nothing there. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function match(routes: Route[], path: string): Match | null {
  const parts = path.split("/").filter(Boolean);
  for (const route of routes) {
    const wanted = route.path.split("/").filter(Boolean);
    if (wanted.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = wanted.every((word, index) => {
      const part = parts[index] ?? "";
      if (!word.startsWith(":")) return word === part;
      params[word.slice(1)] = decoded(part);
      return true;
    });
    if (fits) return { route, params, key: path };
  }
  return null;
}

/** One a page: `router`. */
export class Router {
  path = $state(location.pathname);
  /** What is drawn now: the match and its screen, or the reason why there is none. */
  shown = $state.raw<{ match: Match; screen: Screen } | { match: Match | null; failed: unknown } | null>(null);
  private routes: Route[] = [];
  private gate: (path: string, route: Route | null) => string | null = () => null;
  private turn = 0;
  private depth = (history.state as Entry | null)?.depth ?? 0;
  private covering: (() => void) | null = null;

  /** `gate` is asked before each screen: the address to show instead, or null. */
  start(routes: Route[], gate: (path: string, route: Route | null) => string | null): void {
    this.routes = routes;
    this.gate = gate;
    history.scrollRestoration = "manual";
    // What lay over the screen does not outlive a reload: its place would be one way back that leads nowhere.
    if ((history.state as Entry | null)?.over) history.back();
    else history.replaceState({ depth: this.depth, scroll: 0 } satisfies Entry, "");
    addEventListener("popstate", (event) => {
      const entry = event.state as Entry | null;
      this.depth = entry?.depth ?? 0;
      const leave = this.covering;
      if (location.pathname === this.path) {
        if (entry?.over) return leave ? undefined : history.back();
        if (leave) {
          // Before it asks: going back once more finds it covered too.
          this.over();
          return leave();
        }
      }
      this.covering = null;
      this.path = location.pathname;
      void this.draw(entry?.scroll ?? 0);
    });
    addEventListener("click", (event) => this.follow(event));
  }

  /** Begins to load the first screen while the language is still on its way. */
  prepare(path: string | null): void {
    const needed = this.match?.route.needs === "nothing" ? this.match : path ? match(this.routes, path) : this.match;
    void needed?.route.load().catch(() => undefined);
    void needed?.route.texts?.load().catch(() => undefined);
  }

  get match(): Match | null {
    return match(this.routes, this.path);
  }

  /** Goes to one of our addresses. `replace` leaves no way back to this one. */
  go(path: string, { replace = false } = {}): void {
    this.covering = null;
    // The place of what lies over the screen becomes that of the next one.
    if (replace || (history.state as Entry | null)?.over) history.replaceState({ depth: this.depth, scroll: 0 } satisfies Entry, "", path);
    else {
      history.replaceState({ depth: this.depth, scroll: scrollY } satisfies Entry, "");
      this.depth += 1;
      history.pushState({ depth: this.depth, scroll: 0 } satisfies Entry, "", path);
    }
    this.path = location.pathname;
    void this.draw(0);
  }

  /** Another address for the screen that is drawn now, which goes on as it is: it has moved inside itself. */
  rename(path: string): void {
    history.replaceState(history.state, "", path);
    this.path = location.pathname;
  }

  /**
   * What lies over the whole screen is a place of its own: going back asks it to `leave`, which may ask first, and stay. The returned
   * function is called when it has gone, whichever way.
   */
  cover(leave: () => void): () => void {
    this.over();
    this.covering = leave;
    return () => {
      if (this.covering !== leave) return;
      this.covering = null;
      if ((history.state as Entry | null)?.over) history.back();
    };
  }

  private over(): void {
    history.replaceState({ depth: this.depth, scroll: scrollY } satisfies Entry, "");
    this.depth += 1;
    history.pushState({ depth: this.depth, scroll: scrollY, over: true } satisfies Entry, "");
  }

  /** Back where one came from, or to `otherwise` when this is the first screen. */
  back(otherwise: string): void {
    if (this.depth > 0) history.back();
    else this.go(otherwise, { replace: true });
  }

  /** Loads and shows the screen of the present path. The former screen stays until the new one is there. */
  async draw(scroll = 0): Promise<void> {
    const instead = this.gate(this.path, this.match?.route ?? null);
    if (instead && instead !== this.path) return this.go(instead, { replace: true });
    const turn = ++this.turn;
    const found = this.match;
    if (this.shown && "screen" in this.shown && this.shown.match.key === found?.key) return;
    if (update.over) return location.reload();
    let next: typeof this.shown;
    try {
      if (!found) next = { match: null, failed: null };
      else {
        const [screen] = await Promise.all([found.route.load(), found.route.texts?.load()]);
        next = { match: found, screen: screen.default as Screen };
      }
    } catch (error) {
      next = { match: found, failed: error };
    }
    if (turn !== this.turn) return;
    const first = this.shown === null;
    this.shown = next;
    requestAnimationFrame(() => {
      scrollTo(0, scroll);
      // A screen reader hears where it has arrived; the first screen is announced by the page's title.
      if (!first && !document.querySelector("dialog[open]") && !document.activeElement?.matches("input, textarea")) document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
    });
  }

  private follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest?.("a");
    if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    // The server's own pages and files are not screens.
    if (/^\/(api|u|schema|health)(\/|$)/.test(link.pathname) || link.hash) return;
    event.preventDefault();
    if (link.pathname !== location.pathname) this.go(link.pathname);
    else scrollTo({ top: 0, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }
}

export const router = new Router();

/**
 * The secret after `#` in a link from a message. It leaves the address bar at once, and is kept for this tab only, so that a
 * reload still works.
 */
export function takeToken(): string | null {
  const key = `cs3.token${location.pathname}`;
  const given = location.hash.slice(1);
  if (given) {
    tabMemory.setItem(key, given);
    history.replaceState(history.state, "", location.pathname);
  }
  return given || tabMemory.getItem(key);
}

export function dropToken(path: string = location.pathname): void {
  tabMemory.removeItem(`cs3.token${path}`);
}
