/** Every screen, collected from the rooms' own lists. */
import type { Route } from "./router.svelte";

const lists = import.meta.glob<{ routes: Route[] }>("../rooms/*/routes.ts", { eager: true });

export const routes: Route[] = Object.values(lists).flatMap((list) => list.routes);
