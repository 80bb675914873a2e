/** Loaded once the first screen stands, or by the screens that write: opens the values of whoever is signed in. */
import { watchSession } from "../../outbox/watch.svelte";
import { provideOutbox } from "../../shell/pending";
import { session } from "../../shell/session.svelte";
import { waiting } from "./waiting.svelte";

provideOutbox(waiting);
watchSession(session, waiting);

export { waiting };
