/** What was noted here and has not left: opened with its person's session, and asked about before signing out. */
import { watchSession } from "../../outbox/watch.svelte";
import { provideOutbox } from "../../shell/pending";
import { session } from "../../shell/session.svelte";
import { queue } from "./queue.svelte";

provideOutbox(queue);
watchSession(session, queue);

export { queue };
