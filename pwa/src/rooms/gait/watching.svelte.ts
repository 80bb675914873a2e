/** One film that is looked at: the file it is read from, the image that is shown, and how one looks at it. */
import { Offline, Problem } from "../../api/errors";
import { get, raw } from "../../api/client";
import { network } from "../../shell/network.svelte";
import { captureUrl, fileUrl, type Looked } from "../captures/api";
import { numberAt, type Order } from "./order";
import { Damaged, type Reel } from "./reel";
import { placed, held, STRAIGHT, type Aim, type Size } from "./view";

export type Source = "play" | "original" | "clean";
/** `network`: nothing came. `gone`: no longer open to this person. `film`: it cannot be read here. `uneven`: not the copy's images. */
export type Trouble = "" | "network" | "gone" | "film" | "uneven";

/** What rounding may take away, µs. */
const HAIR = 0.5;
const NONE = new Float64Array();
const AGAIN_MS = 2500;
const MOST_TRIES = 60;

export class Watching {
  reel = $state.raw<Reel | null>(null);
  /** The image that is drawn; -1 before the first. */
  frame = $state(-1);
  opening = $state(true);
  trouble = $state<Trouble>("");
  /** The image that was asked for is damaged: another is shown. */
  damaged = $state(false);
  source = $state<Source>("play");
  aim = $state.raw<Aim>(STRAIGHT);
  box = $state.raw<Size>({ width: 1, height: 1 });
  capture = $state.raw<Looked>() as Looked;
  /** Beside a film whose rate nobody has confirmed, both go by what their files say. */
  byFile = $state(false);
  readonly known = $derived(this.capture.confirmed_rate !== null && !this.byFile);
  private turn = 0;
  private wanted: { number: number; way: 1 | -1 } | null = null;
  private moving: Promise<void> | null = null;
  /** The decoder gave up: the browser's own player is asked. */
  private plain = false;
  /** Of the file that was open last: it holds its place while another of the same film arrives. */
  private order = $state.raw<Order | null>(null);

  constructor(
    readonly carnet: string,
    capture: Looked,
    private readonly opens: typeof opened = opened,
  ) {
    this.capture = capture;
  }

  /** Its own pixels: see view.ts. */
  readonly picture = $derived<Size>({ width: this.capture.width ?? this.reel?.width ?? 16, height: this.capture.height ?? this.reel?.height ?? 9 });
  readonly matrix = $derived(placed(this.picture, this.box, this.aim));
  readonly count = $derived(this.order?.count ?? this.capture.frames ?? 0);
  /** True µs for one of the file: a phone's slow motion is written slower than it was. 1 while nobody has confirmed. */
  readonly stretch = $derived(this.known && this.capture.confirmed_rate && this.capture.fps ? this.capture.fps / this.capture.confirmed_rate.fps : 1);

  look(aim: Partial<Aim>): void {
    this.aim = held({ ...this.aim, ...aim }, this.picture, this.box);
  }

  /** By number, µs since its first image: true ones where the rate is confirmed, the file's otherwise. */
  readonly times = $derived.by(() => {
    const order = this.order;
    return order ? order.times.map((at) => (at - order.times[0]!) * this.stretch) : NONE;
  });
  /** When its last image ends; how long one lasts, on average. */
  readonly end = $derived(this.order ? (this.order.end - this.order.times[0]!) * this.stretch : 0);
  readonly usual = $derived(this.count ? this.end / this.count : 0);

  time(number: number): number {
    return this.times[Math.min(Math.max(0, number), this.times.length - 1)] ?? 0;
  }

  /** The image that is shown at that time since the first. */
  numberAt(time: number): number {
    return this.times.length ? numberAt(this.times, time + HAIR) : 0;
  }

  async open(source: Source = this.source): Promise<void> {
    const turn = ++this.turn;
    this.reel?.close();
    this.reel = null;
    this.opening = true;
    this.trouble = "";
    if (source !== this.source) this.plain = false;
    this.source = source;
    const url = fileUrl(this.carnet, this.capture.id, source);
    try {
      if (source === "clean") await this.made(url, () => turn === this.turn);
      const reel = await this.opens(url, this.plain);
      if (turn !== this.turn) return reel.close();
      if (source !== "play" && this.capture.frames !== null && reel.order.count !== this.capture.frames) {
        reel.close();
        this.trouble = "uneven";
        return;
      }
      this.reel = reel;
      this.order = reel.order;
      // One that was asked for meanwhile, or that the file before could not give.
      await this.show(this.wanted?.number ?? Math.max(0, this.frame), 1);
    } catch (error) {
      if (turn === this.turn) await this.fail(error);
    } finally {
      if (turn === this.turn) this.opening = false;
    }
  }

  /** The file as it came, for who may have it; otherwise the same images without place and names. */
  async original(): Promise<void> {
    const url = fileUrl(this.carnet, this.capture.id, "original");
    const allowed = this.capture.original ?? (await raw("HEAD", url).then(() => true, (error: unknown) => !(error instanceof Problem)));
    await this.open(allowed ? "original" : "clean");
  }

  /** Once more, after the server has said again that this film is open. */
  async again(): Promise<void> {
    this.trouble = "";
    this.opening = true;
    try {
      this.capture = await get<Looked>(captureUrl(this.carnet, this.capture.id));
    } catch (error) {
      this.opening = false;
      return this.fail(error);
    }
    await this.open();
  }

  /** The last one asked for is the one that is shown. */
  show(number: number, way: 1 | -1): Promise<void> {
    this.wanted = { number: Math.min(Math.max(0, number), Math.max(0, this.count - 1)), way };
    this.moving ??= this.move().finally(() => {
      this.moving = null;
      // Asked for between the last image and now.
      return this.wanted && this.reel ? this.show(this.wanted.number, this.wanted.way) : undefined;
    });
    return this.moving;
  }

  private async move(): Promise<void> {
    for (let next = this.wanted; next && this.reel; next = this.wanted) {
      this.wanted = null;
      const reel = this.reel;
      try {
        this.frame = await reel.show(next.number, next.way);
        this.damaged = false;
      } catch (error) {
        if (reel !== this.reel) return;
        if (error instanceof Damaged) this.damaged = true;
        else {
          this.wanted ??= next;
          // Not waited for: what opens the film anew shows an image, and would wait for this one's end.
          return void this.fail(error);
        }
      }
    }
  }

  run(number: number, rate: number): number {
    if (!this.reel) return this.frame;
    const shown = this.reel.run(number, rate);
    if (shown >= 0) this.frame = shown;
    return shown;
  }

  close(): void {
    this.turn += 1;
    this.reel?.close();
    this.reel = null;
  }

  private async made(url: string, still: () => boolean): Promise<void> {
    for (let tried = 0; tried < MOST_TRIES && still(); tried += 1) {
      if ((await raw("HEAD", url)).status === 200) return;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  private async fail(error: unknown): Promise<void> {
    if (error instanceof DOMException && error.name === "AbortError") return;
    const turn = this.turn;
    // At once: nothing more is asked of it.
    this.reel?.close();
    this.reel = null;
    const { NotGiven, NotRead } = await import("./demux");
    if (turn !== this.turn) return;
    const status = error instanceof NotGiven || error instanceof Problem ? error.status : 0;
    if (!status && !(error instanceof Offline) && !(error instanceof NotRead) && network.online && !this.plain) {
      this.plain = true;
      return this.open();
    }
    this.trouble = status === 404 || status === 403 ? "gone" : status || error instanceof Offline || !network.online ? "network" : "film";
  }
}

async function opened(url: string, plain: boolean): Promise<Reel> {
  const [{ demux }, { DecodedReel, decodes }] = await Promise.all([import("./demux"), import("./decoded")]);
  const film = await demux(url);
  if (!plain && (await decodes(film))) return new DecodedReel(film);
  const { PlayedReel } = await import("./played");
  return PlayedReel.open(film, url);
}
