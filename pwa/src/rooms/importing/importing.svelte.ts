/**
 * One notebook that arrives: its archive leaves from the very file that was chosen, piece by piece. It is never copied into the
 * phone's own store: it may be larger than that. So this page stays open while it leaves; after a reload the same file is chosen again,
 * and only what the server lacks is sent.
 */
import { Offline, Problem } from "../../api/errors";
import type { Import } from "../../api/types";
import { patience } from "../../outbox/item";
import { sendFile, type Outcome } from "../../outbox/sending";
import { network } from "../../shell/network.svelte";
import { beginImport, endImport, imports, readImport } from "./api";

/** ms without a byte. */
const SILENCE = 6000;
const LOOK_EVERY = 2000;

export class Importing {
  now = $state.raw<Import | null>(null);
  error = $state.raw<unknown>(null);
  loaded = $state(false);
  /** Bytes that left; of `size`. */
  sent = $state(0);
  size = $state(0);
  /** sending; waiting for the network; paused by the person; nothing leaves from this page. */
  leaving = $state<"sending" | "waiting" | "paused" | null>(null);
  /** Sending, and nothing has moved for a while. */
  silent = $state(false);
  private failures = 0;
  private again: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  /** The server's own sentence when it takes no more. */
  said = $state<string | null>(null);
  /** What had left is no longer there, and was not read: given up elsewhere, or kept for its seven days. */
  gone = $state(false);
  private file: File | null = null;
  private number = "";
  private begun = false;
  private stop: AbortController | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listening = network.whenBack(() => void this.back());

  constructor(private readonly opened: (found: Import) => void) {
    addEventListener("offline", this.lost);
    void this.load();
  }

  close(): void {
    this.listening();
    removeEventListener("offline", this.lost);
    this.halt();
    clearTimeout(this.timer);
    clearTimeout(this.silence);
  }

  private halt(): void {
    this.stop?.abort();
    clearTimeout(this.again);
  }

  load = async (): Promise<void> => {
    this.error = null;
    try {
      const found = await imports();
      this.now = found.find((one) => one.state !== "opened") ?? null;
      this.loaded = true;
      if (this.now?.state === "reading") this.look();
    } catch (error) {
      this.error = error;
    }
  };

  /** What the server holds of a file that is to be chosen again. */
  get half(): Import["upload"] {
    return this.leaving === null && this.now?.state === "awaiting" ? this.now.upload : null;
  }

  async choose(file: File, relation: string): Promise<void> {
    this.error = null;
    this.said = null;
    this.gone = false;
    try {
      const now = (this.now = await beginImport(relation));
      const half = now.state === "awaiting" ? now.upload : null;
      const same = half !== null && half.length === file.size && half.filename === file.name;
      this.file = file;
      this.size = file.size;
      this.number = same ? half.id : crypto.randomUUID();
      this.begun = same;
      this.sent = same ? half.offset : 0;
      void this.leave();
    } catch (error) {
      this.error = error;
    }
  }

  pause(): void {
    this.leaving = "paused";
    this.halt();
  }

  goOn(): void {
    void this.leave();
  }

  async giveUp(): Promise<void> {
    if (!this.now) return;
    const { id } = this.now;
    this.error = null;
    this.halt();
    try {
      // Given up already, from another page: there is nothing to give up any more.
      await endImport(id).catch((error: unknown) => {
        if (!(error instanceof Problem && error.status === 404)) throw error;
      });
      this.file = null;
      this.leaving = null;
      this.now = null;
      this.said = null;
      this.gone = false;
      clearTimeout(this.timer);
    } catch (error) {
      this.error = error;
      if (this.leaving) this.leaving = "paused";
    }
  }

  /** Said at once, rather than after the silence of a dead line. */
  private lost = (): void => {
    if (this.leaving !== "sending") return;
    this.leaving = "waiting";
    this.halt();
  };

  private async back(): Promise<void> {
    if (!this.loaded) await this.load();
    else if (this.leaving === "waiting") await this.leave();
  }

  private async leave(): Promise<void> {
    const { file, now } = this;
    if (!file || !now) return;
    this.halt();
    const { signal } = (this.stop = new AbortController());
    this.leaving = "sending";
    this.moved(this.sent);
    const metadata = { carnet_id: now.id, kind: "carnet", filename: file.name };
    const source = { size: file.size, read: async (start: number, end: number) => file.slice(start, end) };
    const outcome = await sendFile(
      // Whole, then refused or opened while the answer was lost: its end is read below. Sent anew, it would be read and refused anew.
      { number: this.number, begun: this.begun, once: true, metadata },
      source,
      signal,
      (sent) => this.moved(sent),
      () => (this.begun = true),
    );
    if (!signal.aborted) await this.came(outcome);
  }

  /** A line that went dead without a word looks like sending: after a silence, it is no longer said to be. */
  private moved(sent: number): void {
    if (sent > this.sent) this.failures = 0;
    this.sent = sent;
    this.silent = false;
    clearTimeout(this.silence);
    this.silence = setTimeout(() => (this.silent = this.sent < this.size), SILENCE);
  }

  private async came(outcome: Outcome): Promise<void> {
    if (outcome.kind === "later") {
      // Whatever broke it off: without a network, `back` goes on; with one, the server may be there again soon.
      this.leaving = "waiting";
      this.failures += 1;
      this.again = setTimeout(() => network.online && void this.back(), patience(this.failures));
    } else if (outcome.kind === "received") {
      this.leaving = null;
      this.file = null;
      await this.read();
    } else {
      this.leaving = null;
      const left = this.begun;
      this.said = "said" in outcome ? outcome.said : null;
      await this.read();
      // Given up from another page, which leaves nothing to read; or its part alone is gone.
      const over = this.error instanceof Problem && this.error.status === 404;
      if (left && (over || (!this.error && this.now?.state === "awaiting" && !this.now.upload))) {
        this.gone = true;
        this.said = null;
        this.error = null;
        if (over) this.now = null;
      }
    }
  }

  private look(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.read(), LOOK_EVERY);
  }

  private async read(): Promise<void> {
    if (!this.now) return;
    try {
      this.now = await readImport(this.now.id);
      this.error = null;
      if (this.now.state === "opened") this.opened(this.now);
    } catch (error) {
      if (!(error instanceof Offline)) this.error = error;
    }
    if (this.now.state === "reading") this.look();
  }
}
