import { t } from "../../i18n";
import { say } from "../../ui/toasts.svelte";

export async function copied(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  say(t.actions.copied);
}
