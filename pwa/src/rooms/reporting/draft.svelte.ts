/**
 * What a person chose for a report of one notebook, from film to film. In the page's memory only: a picture of a child is not left on the
 * phone, and the film that it comes from is a tap away.
 */
import { heldHere } from "../../shell/leaving";
import type { CaptureView } from "../captures/api";

/** As backend/rooms/gait/report_schemas.py has them: images, and figures. */
export const MOST_IMAGES = 36;
export const MOST_FIGURES = 24;

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

export class Report {
  id = crypto.randomUUID() as string;
  figures = $state<Chosen[]>([]);

  readonly count = $derived(this.figures.reduce((sum, one) => sum + one.shots.length, 0));
  readonly films = $derived([...new Set(this.figures.flatMap((one) => one.shots.map((shot) => shot.film.id)))]);

  /** How many images one more figure may hold. */
  get room(): number {
    return this.figures.length < MOST_FIGURES ? MOST_IMAGES - this.count : 0;
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
  }
}

/** One for each notebook, of one person: looking at another notebook loses nothing, and nobody finds what another one chose. */
export class Reports {
  private person: string | undefined;
  private readonly all = new Map<string, Report>();

  of(person: string | undefined, carnet: string): Report {
    if (person !== this.person) this.letGo();
    this.person = person;
    const report = this.all.get(carnet) ?? new Report();
    this.all.set(carnet, report);
    return report;
  }

  /** Of that notebook; of all of them without one. */
  letGo(carnet?: string): void {
    for (const [id, report] of [...this.all]) {
      if (carnet !== undefined && carnet !== id) continue;
      report.empty();
      this.all.delete(id);
    }
  }
}

export const reports = new Reports();
heldHere((carnet) => reports.letGo(carnet));
