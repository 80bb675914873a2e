/**
 * Images decoded one by one (WebCodecs). Each carries its own number through the decoder, so that what is drawn is what was asked
 * for, at any rate and in any order. Those around the one that is shown are kept, drawn, for the next step either way.
 */
import type { Demuxed } from "./demux";
import { Painter, type Picture } from "./paint";
import { Damaged, type Reel } from "./reel";

/** Memory for images that are kept, bytes; and how many, at least and at most. */
const ROOM = 110 * 2 ** 20;
const FEWEST = 8;
const MOST = 48;
/** Images made ready beyond the one that is shown, and behind it. */
const AHEAD = 13;
const BEHIND = 2;
/** Images that the decoder holds at once; and the painter. */
const QUEUE = 5;
/** A decoder that keeps images back is given the next after so long, ms; and told to let go of all after so many. */
const SILENT = 30;
const LAG = 24;
/** A frame's time, µs, is its number times this: decoders put images in order by it. */
const UNIT = 1000;

/** Whether this browser decodes this film so. */
export async function decodes(film: Demuxed): Promise<boolean> {
  if (!film.config || typeof VideoDecoder === "undefined") return false;
  return await VideoDecoder.isConfigSupported(film.config).then((told) => told.supported === true, () => false);
}

export class DecodedReel implements Reel {
  readonly element = document.createElement("canvas");
  private readonly context = this.element.getContext("2d", { alpha: false })!;
  readonly order;
  readonly width;
  readonly height;
  shown = -1;
  private readonly most;
  private readonly kept = new Map<number, Picture>();
  private readonly painter: Painter;
  private readonly damaged = new Set<number>();
  private focus = 0;
  private way: 1 | -1 = 1;
  /** While it runs, every so many images are kept: a screen shows no more. */
  private stride = 1;
  private decoder: VideoDecoder | null = null;
  /** The place that the decoder takes next; -1: a whole image must come first. */
  private next = -1;
  /** Numbers given to the decoder that it has not given back. */
  private readonly inside = new Set<number>();
  private working = false;
  private closed = false;
  private broken: unknown = null;
  private heard: () => void = () => undefined;
  private waiting: { number: number; done: () => void; failed: (why: unknown) => void }[] = [];

  constructor(private readonly film: Demuxed) {
    this.order = film.order;
    this.width = this.element.width = film.width;
    this.height = this.element.height = film.height;
    this.painter = new Painter(film, (number, picture) => this.keep(number, picture), (error) => {
      this.fail(error);
      void this.work();
    });
    this.most = Math.min(MOST, Math.max(FEWEST, Math.floor(ROOM / (4 * film.width * film.height))));
  }

  async show(number: number, way: 1 | -1): Promise<number> {
    this.stride = 1;
    this.look(number, way);
    if (!this.kept.has(number)) {
      await new Promise<void>((done, failed) => {
        this.waiting.push({ number, done, failed });
        void this.work();
      });
    }
    this.draw(number);
    return number;
  }

  run(number: number, rate: number): number {
    const across = this.order.times;
    const usual = (this.order.end - across[0]!) / this.order.count;
    this.stride = Math.max(1, Math.floor((rate * 1e6) / usual / 50));
    this.look(number, 1);
    let best = -1;
    for (const one of this.kept.keys()) if (one <= number && one > best) best = one;
    // An older one than is drawn is no help, unless it begins again from further back.
    if (best >= 0 && (best > this.shown || this.shown > number)) this.draw(best);
    return this.shown;
  }

  rest(): void {
    this.stride = 1;
  }

  close(): void {
    this.closed = true;
    if (this.decoder && this.decoder.state !== "closed") this.decoder.close();
    for (const picture of this.kept.values()) this.painter.free(picture);
    this.kept.clear();
    this.painter.close();
    this.film.close();
    this.refuse(new DOMException("closed", "AbortError"));
    this.heard();
  }

  private look(number: number, way: 1 | -1): void {
    this.focus = number;
    this.way = way;
    // Whoever waits for an image that nobody looks at any more is let go by the one that is.
    void this.work();
  }

  private draw(number: number): void {
    const image = this.kept.get(number);
    if (!image || number === this.shown) return;
    this.context.drawImage(image, 0, 0);
    this.shown = number;
    this.element.dataset.frame = String(number);
  }

  /** How badly an image is wanted: 0 the one that is looked at; what lies behind counts double. */
  private far(number: number): number {
    if (number % this.stride) return 1e9;
    const away = (number - this.focus) * this.way;
    return away >= 0 ? away : -2 * away;
  }

  private isWanted(number: number): boolean {
    if (this.waiting.some((one) => one.number === number)) return true;
    const away = (number - this.focus) * this.way;
    return away >= -Math.max(BEHIND, this.stride) && away <= this.ahead * this.stride;
  }

  /** Kept, or being painted. */
  private isHere(number: number): boolean {
    return this.kept.has(number) || this.painter.under.has(number);
  }

  private get ahead(): number {
    return Math.min(AHEAD, this.most >> 1);
  }

  /** The image to be decoded first among those that are not there; -1 for none. */
  private missing(): number {
    const lacks = (number: number) => number >= 0 && number < this.order.count && !this.isHere(number) && !this.damaged.has(number);
    const asked = this.waiting.find((one) => !this.isHere(one.number));
    if (asked) return asked.number;
    const from = this.focus - (this.focus % this.stride);
    for (let step = 0; step <= this.ahead; step += 1) {
      const number = from + step * this.way * this.stride;
      if (lacks(number)) return number;
    }
    if (this.stride === 1) for (let step = 1; step <= BEHIND; step += 1) if (lacks(this.focus - step * this.way)) return this.focus - step * this.way;
    return -1;
  }

  private async work(): Promise<void> {
    if (this.working || this.closed) return;
    this.working = true;
    let [tried, again, last] = [0, 0, -1];
    try {
      for (let number = this.missing(); number >= 0 && !this.closed; number = this.missing()) {
        again = number === last ? again + 1 : 0;
        last = number;
        if (again > 3) this.give(number);
        try {
          await this.decode(number);
          tried = 0;
        } catch (error) {
          // A decoder may be taken away from a page that is not looked at: one more is asked for, once.
          this.drop();
          if (this.broken === null || tried++) throw error;
        }
      }
    } catch (error) {
      this.refuse(error);
    } finally {
      this.working = false;
    }
  }

  /** Until that image is there, is known to be damaged, or nobody wants it any more. */
  private async decode(number: number): Promise<void> {
    const { places, starts } = this.order;
    const [place, start] = [places[number]!, starts[number]!];
    const decoder = this.ready();
    const under = this.inside.has(number) || (this.next > start && this.next <= place) || this.next === start;
    if (!under) await this.begin(start);
    let silent = 0;
    while (!this.isHere(number) && this.isWanted(number) && !this.closed) {
      if (this.broken) throw this.broken;
      if (this.next >= this.order.wholes.length || silent > LAG) {
        await this.letGo();
        if (!this.isHere(number) && this.isWanted(number)) this.give(number);
        return;
      }
      // Painting may be slower than decoding: each image that waits for it holds a whole picture.
      if (decoder.decodeQueueSize >= QUEUE || this.painter.under.size >= QUEUE) await this.news();
      else if (this.next > place && this.inside.has(number) && !(await this.news(SILENT))) silent += await this.feed();
      else if (this.next <= place) await this.feed();
      else if (!this.inside.has(number) && !this.isHere(number)) silent += await this.feed();
    }
  }

  private ready(): VideoDecoder {
    if (this.decoder && this.decoder.state === "configured") return this.decoder;
    // One that was taken away had its own images under way.
    this.drop();
    this.broken = null;
    this.decoder = new VideoDecoder({ output: (image) => this.take(image), error: (error) => this.fail(error) });
    this.decoder.configure({ ...this.film.config!, optimizeForLatency: true });
    this.decoder.addEventListener("dequeue", () => this.heard());
    return this.decoder;
  }

  private fail(error: unknown): void {
    this.broken = error;
    this.heard();
  }

  private drop(): void {
    if (this.decoder && this.decoder.state !== "closed") this.decoder.close();
    this.decoder = null;
    this.next = -1;
    this.inside.clear();
  }

  /** From a whole image: what was under way before is finished first, or thrown away. */
  private async begin(start: number): Promise<void> {
    if (this.inside.size) await this.letGo();
    this.next = start;
  }

  private async letGo(): Promise<void> {
    await this.decoder!.flush();
    this.next = -1;
    this.inside.clear();
  }

  private async feed(): Promise<number> {
    const place = this.next;
    const data = await this.film.bytes(place);
    if (this.closed || place !== this.next || !this.decoder || this.decoder.state !== "configured") return 1;
    const number = this.order.numbers[place]!;
    this.inside.add(number);
    this.decoder.decode(new EncodedVideoChunk({ type: this.order.wholes[place] ? "key" : "delta", timestamp: number * UNIT, data }));
    this.next = place + 1;
    return 1;
  }

  /** The decoder has said something; false when it stays silent for that long, ms. */
  private news(most?: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = most === undefined ? undefined : setTimeout(() => resolve(false), most);
      this.heard = () => {
        clearTimeout(timer);
        this.heard = () => undefined;
        resolve(true);
      };
    });
  }

  private take(image: VideoFrame): void {
    const number = Math.round(image.timestamp / UNIT);
    this.inside.delete(number);
    if (!this.closed && number >= 0 && !this.isHere(number) && this.isWorth(number)) this.painter.take(number, image);
    else image.close();
    this.heard();
  }

  private isWorth(number: number): boolean {
    if (this.waiting.some((one) => one.number === number)) return true;
    if (number % this.stride) return false;
    return this.kept.size < this.most || this.far(number) < this.far(this.worst());
  }

  private worst(): number {
    let worst = -1;
    for (const one of this.kept.keys()) if (worst < 0 || this.far(one) > this.far(worst)) worst = one;
    return worst;
  }

  private keep(number: number, picture: Picture): void {
    // While it was painted, another may have become worth more.
    if (this.closed || this.kept.has(number) || !this.isWorth(number)) this.painter.free(picture);
    else {
      while (this.kept.size >= this.most) {
        const worst = this.worst();
        this.painter.free(this.kept.get(worst)!);
        this.kept.delete(worst);
      }
      this.kept.set(number, picture);
      const done = this.waiting.filter((one) => one.number === number);
      this.waiting = this.waiting.filter((one) => one.number !== number);
      for (const one of done) one.done();
    }
    this.heard();
  }

  /** The decoder has nothing for this one: it is not asked for again. */
  private give(number: number): void {
    this.damaged.add(number);
    const over = this.waiting.filter((one) => one.number === number);
    this.waiting = this.waiting.filter((one) => one.number !== number);
    for (const one of over) one.failed(new Damaged());
  }

  private refuse(why: unknown): void {
    const over = this.waiting;
    this.waiting = [];
    for (const one of over) one.failed(why);
  }
}
