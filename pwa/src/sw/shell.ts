/** The shell offline: the files of one build, and `index.html` for every address that is a screen. */
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute, type PrecacheEntry } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";

/** Addresses that are the server's own: an emergency doctor's page, the API, its description, its health. */
export const SERVERS_OWN = [/^\/u\//, /^\/shl\//, /^\/r\//, /^\/api(\/|$)/, /^\/schema(\/|$)/, /^\/health(\/|$)/];

export function precacheShell(files: (string | PrecacheEntry)[]): void {
  cleanupOutdatedCaches();
  precacheAndRoute(files);
  registerRoute(new NavigationRoute(createHandlerBoundToURL("/index.html"), { denylist: SERVERS_OWN }));
}
