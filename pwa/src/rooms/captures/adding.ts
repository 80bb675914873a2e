/** What is said of photos and films about to be added; kept on the phone before any camera opens, since coming back from it a phone may have to load the page again. */
import type { About } from "../../outbox/item";
import { Draft } from "../../shell/draft.svelte";
import { withTyped } from "./labels";
import { unsaid } from "./walk";

const said = () => ({ note: "", tags: [] as string[], typed: "", day: "", category: "photos" as "photos" | "gait", walk: unsaid() });
export type Adding = ReturnType<typeof said>;

/** One for the form and for the films of the walk: what was said on one screen is there on the other. */
export const addingDraft = (carnet: string) => new Draft(`captures/${carnet}`, said());

/** After it was added: nothing of it is chosen beforehand for the next. */
export const added = (before: Adding): Adding => ({ ...said(), category: before.category });

/** `category`: where it goes, which decides whether how the walk is filmed belongs to it. */
export function aboutOf(carnet: string, { note, tags, typed, day, walk }: Adding, category: Adding["category"]): About {
  const filmed = { seen_from: walk.from, worn: walk.worn.join(","), worn_words: walk.words.trim() };
  return { carnet, category, note: note.trim(), tags: withTyped(tags, typed), taken_at: day ? new Date(`${day}T12:00`) : undefined, walk: category === "gait" ? filmed : undefined };
}
