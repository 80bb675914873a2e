/** A film that has arrived, whose copies are being made: the file from which it can be watched already. */
import { onDestroy } from "svelte";
import { raw } from "../../api/client";
import { fileUrl, type Looked } from "./api";

const AGAIN_MS = 3000;
const MOST_TRIES = 200;

export type Source = "play" | "original" | "clean";

export class Early {
  /** The original for who may have it; for the others the same images without place and names, once that file is made. */
  source = $state<"original" | "clean" | null>(null);
  private asked = "";
  private failed = "";

  /** Made in a component's script: nothing more is asked once that is left. */
  constructor(private readonly carnet: string) {
    onDestroy(() => this.look(null));
  }

  /** Of the capture that is looked at now; what was asked of another is left alone. */
  look(capture: Looked | null): void {
    // Of a clip that is still to be cut there is no file yet.
    const soon = capture?.kind === "video" && capture.state === "preparing" && capture.size > 0 && !capture.reason && capture.id !== this.failed;
    if (!soon || capture.original === undefined) {
      this.source = null;
      this.asked = "";
    } else if (capture.original) {
      this.asked = capture.id;
      this.source = "original";
    } else if (this.asked !== capture.id) {
      this.asked = capture.id;
      this.source = null;
      void this.clean(capture.id);
    }
  }

  /** This phone does not play that file: its copy is waited for. */
  giveUp(id: string): void {
    this.failed = id;
    this.source = null;
  }

  private async clean(id: string): Promise<void> {
    try {
      for (let tried = 0; tried < MOST_TRIES && this.asked === id; tried += 1) {
        const answer = await raw("HEAD", fileUrl(this.carnet, id, "clean"), { plain: true });
        if (this.asked !== id) return;
        if (answer.status === 200) return void (this.source = "clean");
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    } catch {
      // It cannot be had so: its copy is waited for, and shown when it is ready.
    }
  }
}
