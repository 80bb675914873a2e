/**
 * What a person chose for a report, from film to film. In memory only: a picture of a child is not left on the phone, and the film that
 * it comes from is a tap away.
 */
import type { CaptureView } from "../captures/api";

export interface Shot {
  film: CaptureView;
  /** The first is 0. */
  frame: number;
  picture: Blob;
  /** An address of `picture`, for the screen. */
  seen: string;
  measures: string[];
}

export interface Chosen {
  id: string;
  kind: "still" | "pair" | "strip";
  shots: Shot[];
  words: string;
}

class ReportDraft {
  id = crypto.randomUUID() as string;
  carnet = "";
  figures = $state<Chosen[]>([]);
  title = $state("");
  text = $state("");

  readonly count = $derived(this.figures.reduce((sum, one) => sum + one.shots.length, 0));
  readonly films = $derived([...new Set(this.figures.flatMap((one) => one.shots.map((shot) => shot.film.id)))]);

  /** Another notebook's report is another. */
  of(carnet: string): this {
    if (carnet !== this.carnet) this.empty();
    this.carnet = carnet;
    return this;
  }

  add(kind: Chosen["kind"], shots: Omit<Shot, "seen">[]): void {
    const seen = shots.map((shot) => ({ ...shot, seen: URL.createObjectURL(shot.picture) }));
    this.figures.push({ id: crypto.randomUUID(), kind, shots: seen, words: "" });
  }

  drop(id: string): void {
    for (const one of this.figures.filter((figure) => figure.id === id)) for (const shot of one.shots) URL.revokeObjectURL(shot.seen);
    this.figures = this.figures.filter((figure) => figure.id !== id);
  }

  raise(id: string): void {
    const at = this.figures.findIndex((figure) => figure.id === id);
    if (at > 0) this.figures.splice(at - 1, 2, this.figures[at]!, this.figures[at - 1]!);
  }

  empty(): void {
    for (const one of [...this.figures]) this.drop(one.id);
    this.id = crypto.randomUUID();
    this.title = this.text = "";
  }
}

export const report = new ReportDraft();
