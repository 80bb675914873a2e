/** Several PDFs chosen at once: kept on the phone one after the other, until it has no room for the next. */
import { keepShared } from "../../outbox/shared";

export class Several {
  /** How many are kept, and those for which there was no room. */
  kept = $state(0);
  rest = $state.raw<File[]>([]);

  /** True when all of them are kept. */
  async keep(files: readonly File[]): Promise<boolean> {
    this.rest = [...files];
    for (const file of files) {
      try {
        await keepShared(file);
      } catch {
        return false;
      }
      this.kept += 1;
      this.rest = this.rest.slice(1);
    }
    return true;
  }
}
