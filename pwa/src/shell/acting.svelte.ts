/** One act at a time on a screen: which is under way, and why the last one failed. */
import { Dismissed } from "../api/errors";

export class Acting {
  /** Its name; empty when none is under way. */
  busy = $state("");
  error = $state.raw<unknown>(null);

  /** True once it is done. A proof that was not given is no error: the person knows. */
  readonly run = async (name: string, work: () => Promise<unknown>): Promise<boolean> => {
    if (this.busy) return false;
    this.busy = name;
    this.error = null;
    try {
      await work();
      return true;
    } catch (caught) {
      if (!(caught instanceof Dismissed)) this.error = caught;
      return false;
    } finally {
      this.busy = "";
    }
  };
}
