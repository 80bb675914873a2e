/** Says on every screen how much is still on this phone, and once, aloud, when CS3 is opened with something left. */
import { sizeName } from "../i18n/sizes";
import { carnets } from "../shell/carnets.svelte";
import { left } from "../shell/left.svelte";
import { say } from "../ui/toasts.svelte";
import type { queue as Outbox } from "./queue.svelte";
import { texts } from "./texts";

export function tellWhatIsLeft(queue: typeof Outbox): void {
  $effect.root(() => {
    $effect(() => {
      const first = queue.unsent[0];
      left.count = queue.unsent.length;
      left.size = queue.unsent.reduce((sum, item) => sum + item.size - item.sent, 0);
      left.href = !first ? "/" : carnets.list !== null && !carnets.byId(first.carnet) ? "/carnets-fermes" : `/c/${first.carnet}/ajouter`;
    });
  });
  queue.whenOpened = async (count, size) => {
    await texts.load();
    say(texts.t.stillHere(count, sizeName(size)));
  };
}
