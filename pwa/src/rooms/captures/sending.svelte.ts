/** Sends chosen files one after the other by tus: a cut is waited out, and what arrived is not sent again. */
import type { Upload } from "tus-js-client";

export type State = "waiting" | "sending" | "sent" | "failed" | "tooLarge";

export interface Item {
  id: string;
  file: File;
  state: State;
  percent: number;
}

const LIMITS = { photo: 50 * 1024 * 1024, video: 2 * 1024 * 1024 * 1024 };
const RETRIES_MS = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000, 60_000, 60_000, 60_000];

const kindOf = (file: File) => (file.type.startsWith("video/") ? "video" : "photo");

export class Sending {
  items = $state<Item[]>([]);
  private running = false;
  private upload: Upload | null = null;

  constructor(
    private readonly carnet: string,
    private readonly about: () => { note: string; category: string },
  ) {}

  get unsent(): number {
    return this.items.filter((item) => item.state === "waiting" || item.state === "sending").length;
  }

  add(files: Iterable<File>): void {
    for (const file of files) {
      const state: State = file.size > LIMITS[kindOf(file)] ? "tooLarge" : "waiting";
      this.items.push({ id: crypto.randomUUID(), file, state, percent: 0 });
    }
    void this.run();
  }

  again(item: Item): void {
    item.state = "waiting";
    void this.run();
  }

  stop(): void {
    void this.upload?.abort();
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      // Small ones first: a film does not keep ten photos waiting.
      for (;;) {
        const next = this.items.filter((item) => item.state === "waiting").sort((a, b) => a.file.size - b.file.size)[0];
        if (!next) return;
        await this.send(next);
      }
    } finally {
      this.running = false;
    }
  }

  private async send(item: Item): Promise<void> {
    const tus = await import("tus-js-client");
    const { note, category } = this.about();
    item.state = "sending";
    await new Promise<void>((over) => {
      this.upload = new tus.Upload(item.file, {
        endpoint: "/api/uploads",
        retryDelays: RETRIES_MS,
        storeFingerprintForResuming: false,
        metadata: {
          capture_id: item.id,
          carnet_id: this.carnet,
          kind: kindOf(item.file),
          category,
          filename: item.file.name,
          filetype: item.file.type,
          taken_at: new Date(item.file.lastModified).toISOString(),
          note,
        },
        onProgress: (sent, total) => (item.percent = total ? Math.round((sent / total) * 100) : 100),
        onSuccess: () => {
          item.state = "sent";
          over();
        },
        onError: () => {
          item.state = "failed";
          over();
        },
      });
      this.upload.start();
    });
  }
}
