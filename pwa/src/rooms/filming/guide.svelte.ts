/** The way through a film of the walk: what is asked before, where to stand, the camera, what comes after; and the habits of who films. */
import * as vault from "../../shell/vault";
import type { Walk } from "../captures/walk";
import type { Ended } from "./ended";

export type Step = "from" | "worn" | "place" | "camera" | Ended;
/** What is shown of where to stand, one idea a screen. */
export const PLACES = ["distance", "way", "frame"] as const;
/** Seconds before a film begins. */
export const WAITS = [3, 5, 10] as const;

/** Of one person, in one notebook. */
export interface Habits {
  /** How the last film was filmed: offered, never taken for the next one. */
  walk: Walk | null;
  seconds: (typeof WAITS)[number];
  /** Said aloud. */
  cue: boolean;
  /** The last film of the same side is laid over the camera. */
  ghost: boolean;
  /** Lines for the head and the feet. */
  lines: boolean;
  /** « Je sais faire »: where to stand is shown no more. */
  knows: boolean;
}

export class Guide {
  step = $state<Step>("from");
  place = $state(0);
  habits = $state<Habits>({ walk: null, seconds: 5, cue: true, ghost: true, lines: true, knows: false });
  private readonly name: string;
  private found: Promise<unknown>;

  constructor(carnet: string) {
    this.name = `filming/${carnet}`;
    this.found = vault.recall<Partial<Habits>>(this.name).then((kept) => kept && Object.assign(this.habits, kept.value));
  }

  next(): void {
    if (this.step === "from") this.step = "worn";
    else if (this.step === "worn") {
      this.place = 0;
      this.step = this.habits.knows ? "camera" : "place";
    } else if (this.step === "place" && this.place < PLACES.length - 1) this.place += 1;
    else this.step = "camera";
  }

  /** False on the first: the screen is left. */
  back(): boolean {
    if (this.step === "from") return false;
    if (this.step === "kept" || this.step === "loose" || this.step === "worn") this.step = "from";
    else if (this.step === "refused") this.step = "camera";
    else if (this.step === "place" && this.place > 0) this.place -= 1;
    else this.step = "worn";
    return true;
  }

  /** Where to stand, again, for who asks. */
  show(): void {
    this.place = 0;
    this.step = "place";
  }

  /** Nothing waits for it: without it the next film only has no habits. */
  keep(): void {
    // What was kept before takes the place of what nobody chose, never the other way round.
    void this.found.then(() => vault.keep(this.name, $state.snapshot(this.habits))).catch(() => undefined);
  }
}
