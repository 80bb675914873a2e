/** Loaded once the first screen stands, or by the screen that adds: opens the outbox of whoever is signed in. */
import { provideOutbox } from "../shell/pending";
import { session } from "../shell/session.svelte";
import { queue } from "./queue.svelte";
import { tellWhatIsLeft } from "./telling.svelte";
import { watchSession } from "./watch.svelte";

provideOutbox(queue);
tellWhatIsLeft(queue);
watchSession(session, queue);

export { queue };
