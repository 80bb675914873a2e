/**
 * What the buttons do: runs and steps one film, or several together. Time is common, µs, and 0 where each film's chosen image is: for
 * a single film its first.
 */
import { stepped, wrapped } from "./timing";
import type { Watching } from "./watching.svelte";

export const SPEEDS = [0.125, 0.25, 0.5, 1] as const;
/** Behind by more than this, µs, time waits for the images. */
const LATE = 180_000;

export class Running {
  readonly films: readonly Watching[] = [];
  playing = $state(false);
  speed = $state<number>(1);
  /** Of the image that is shown, or that was asked for last. */
  time = $state(0);
  /** What is repeated. */
  from = $state<number | null>(null);
  to = $state<number | null>(null);
  /** By film: the image at which they meet. */
  zeros = $state<number[]>([]);
  private anchor = { now: 0, time: 0 };
  private turn = 0;
  private steps = 0;
  private stepping = false;

  constructor(films: readonly Watching[]) {
    this.films = films;
    this.zeros = films.map(() => 0);
  }

  /** The one whose images are stepped: it has the most of them. */
  readonly lead = $derived.by(() => {
    const pace = (film: Watching) => film.capture.confirmed_rate?.fps ?? film.capture.fps ?? 0;
    return this.films.reduce((most, film, at) => (pace(film) > pace(this.films[most]!) + 0.5 ? at : most), 0);
  });
  readonly start = $derived(-Math.max(0, ...this.films.map((film, at) => film.time(this.zeros[at] ?? 0))));
  /** When the last image of any begins, and when it ends. */
  readonly last = $derived(Math.max(0, ...this.films.map((film, at) => film.time(film.count - 1) - film.time(this.zeros[at] ?? 0))));
  readonly over = $derived(Math.max(0, ...this.films.map((film, at) => film.end - film.time(this.zeros[at] ?? 0))));
  readonly looping = $derived(this.from !== null || this.to !== null);
  readonly ready = $derived(this.films.every((film) => film.reel !== null && film.frame >= 0));

  number(at: number, time = this.time): number {
    const film = this.films[at]!;
    return film.numberAt(time + film.time(this.zeros[at] ?? 0));
  }

  toggle(): void {
    if (this.playing) return void this.stop();
    if (!this.ready) return;
    const [from, to] = [this.from ?? this.start, this.to ?? this.last];
    if (this.time >= to || (this.looping && this.time < from)) this.time = from;
    this.playing = true;
    this.anchor = { now: performance.now(), time: this.time };
    const turn = ++this.turn;
    const beat = (now: number) => {
      if (turn !== this.turn) return;
      this.beat(now);
      if (this.playing) requestAnimationFrame(beat);
    };
    requestAnimationFrame(beat);
  }

  /** Stands still on the image that is shown. */
  async stop(): Promise<void> {
    if (!this.playing) return;
    this.playing = false;
    this.turn += 1;
    const film = this.films[this.lead]!;
    film.reel?.rest();
    if (film.frame >= 0) this.time = film.time(film.frame) - film.time(this.zeros[this.lead] ?? 0);
    for (const one of this.films) one.reel?.rest();
    await this.show(1);
  }

  choose(speed: number): void {
    this.speed = speed;
    this.anchor = { now: performance.now(), time: this.time };
  }

  seek(time: number): Promise<void> {
    const way = time < this.time ? -1 : 1;
    this.time = Math.min(this.last, Math.max(this.start, time));
    if (this.playing) {
      this.anchor = { now: performance.now(), time: this.time };
      return Promise.resolve();
    }
    return this.show(way);
  }

  /** Steps that are asked for faster than images come wait their turn: none is left out. */
  async step(way: 1 | -1): Promise<void> {
    if (!this.ready) return;
    this.steps += way;
    if (this.stepping) return;
    this.stepping = true;
    try {
      await this.stop();
      while (this.steps !== 0 && this.ready) {
        const next = this.steps > 0 ? 1 : -1;
        this.steps -= next;
        const film = this.films[this.lead]!;
        const zero = film.time(this.zeros[this.lead] ?? 0);
        const to = stepped(film.times, film.usual, this.time + zero, next) - zero;
        this.time = Math.min(this.last, Math.max(this.start, to));
        await this.show(next);
      }
    } finally {
      this.stepping = false;
      this.steps = 0;
    }
  }

  /** Takes up from the images that are shown: another moved them. */
  take(): void {
    const film = this.films[this.lead]!;
    this.time = film.time(film.frame) - film.time(this.zeros[this.lead] ?? 0);
    void this.show(1);
  }

  /** The common time at which each film's image of now is the one where they meet. */
  meet(zeros: number[]): void {
    this.zeros = zeros;
    this.from = this.to = null;
    this.time = 0;
    void this.show(1);
  }

  mark(which: "from" | "to"): void {
    this[which] = this.time;
    if (this.from !== null && this.to !== null && this.from > this.to) [this.from, this.to] = [this.to, this.from];
  }

  /** Another rate is confirmed: the same images are shown and repeated, at other times. */
  retime(change: () => void): void {
    const at = this.lead;
    const film = this.films[at]!;
    const [now, from, to] = [this.time, this.from, this.to].map((time) => (time === null ? null : this.number(at, time)));
    change();
    const time = (number: number) => film.time(number) - film.time(this.zeros[at] ?? 0);
    this.time = time(now ?? 0);
    this.from = from === null || from === undefined ? null : time(from);
    this.to = to === null || to === undefined ? null : time(to);
    this.anchor = { now: performance.now(), time: this.time };
  }

  unmark(): void {
    this.from = this.to = null;
  }

  async show(way: 1 | -1): Promise<void> {
    await Promise.all(this.films.map((film, at) => film.show(this.number(at), way)));
  }

  close(): void {
    this.turn += 1;
    this.playing = false;
    for (const film of this.films) film.close();
  }

  /** When the image of that time ends. */
  private after(time: number): number {
    const film = this.films[this.lead]!;
    const next = this.number(this.lead, time) + 1;
    return (next < film.count ? film.time(next) : film.end) - film.time(this.zeros[this.lead] ?? 0);
  }

  private beat(now: number): void {
    // Another file of a film arrives: time waits for it.
    if (!this.ready) return void (this.anchor = { now, time: this.time });
    let time = this.anchor.time + (now - this.anchor.now) * 1000 * this.speed;
    // The image that ends what is repeated is seen too.
    const [from, to] = [this.from ?? this.start, this.to === null ? this.over : this.after(this.to)];
    if (time >= to) {
      if (!this.looping) {
        this.time = this.last;
        this.playing = false;
        this.turn += 1;
        for (const film of this.films) film.reel?.rest();
        void this.show(1);
        return;
      }
      time = wrapped(time, from, to);
      this.anchor = { now, time };
    }
    this.films.forEach((film, at) => film.run(this.number(at, time), this.speed / film.stretch));
    const film = this.films[this.lead]!;
    const behind = time - (film.time(film.frame) - film.time(this.zeros[this.lead] ?? 0));
    if (behind > LATE * this.speed && film.frame >= 0 && film.frame < this.number(this.lead, time)) {
      time -= behind;
      this.anchor = { now, time };
    }
    this.time = time;
  }
}
