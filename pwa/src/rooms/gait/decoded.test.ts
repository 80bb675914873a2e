import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { DecodedReel } from "./decoded";
import type { Demuxed } from "./demux";
import { ordered } from "./order";
import { Painter, type Picture } from "./paint";

// What of a browser a film asks for, and node has not. Images are decoded soon, or when `decode.later` is run.
class Canvas extends EventTarget {
  width = 0;
  height = 0;
  dataset = {};
  getContext = () => new Proxy({}, { get: () => () => undefined });
}
class Image {
  closed = false;
  constructor(readonly timestamp: number) {}
  close(): void {
    this.closed = true;
  }
}
class Beside extends EventTarget {
  static last: Beside;
  posted: { number: number; image: Image }[] = [];
  constructor() {
    super();
    Beside.last = this;
  }
  postMessage(wanted: { number: number; image: Image }): void {
    this.posted.push(wanted);
  }
  says = (data: unknown) => this.dispatchEvent(Object.assign(new Event("message"), { data }));
  terminate = () => undefined;
}
const decode = { held: false, later: [] as (() => void)[], images: [] as Image[] };
class Decoder extends EventTarget {
  state = "configured";
  decodeQueueSize = 0;
  constructor(private readonly told: { output(image: Image): void }) {
    super();
  }
  configure = () => undefined;
  close = () => (this.state = "closed");
  flush = async () => undefined;
  decode({ timestamp }: { timestamp: number }): void {
    const image = new Image(timestamp);
    decode.images.push(image);
    if (decode.held) decode.later.push(() => this.told.output(image));
    else setTimeout(() => this.told.output(image), 0);
  }
}
const Chunk = class {
  constructor(said: object) {
    Object.assign(this, said);
  }
};
const Offscreen = class extends Canvas {
  constructor(width: number, height: number) {
    super();
    Object.assign(this, { width, height });
  }
};
Object.assign(globalThis, { document: { createElement: () => new Canvas() }, Worker: Beside, OffscreenCanvas: Offscreen, ImageBitmap: class {}, VideoDecoder: Decoder, EncodedVideoChunk: Chunk });

const order = ordered(Array.from({ length: 200 }, (_, at) => ({ at: at * 33_333, lasts: 33_333, whole: true })));
const film: Demuxed = { order, config: { codec: "x" }, width: 4, height: 4, rotation: 0, flipped: false, bytes: async () => new Uint8Array(1), close: () => undefined };
const settled = () => new Promise((resolve) => setTimeout(resolve, 8));

beforeEach(() => Object.assign(decode, { held: false, later: [], images: [] }));

test("images wait for a slow painter before they are decoded: few hold a picture at once, however fast one goes through", async () => {
  const reel = new DecodedReel(film);
  Beside.last.says(null);
  for (let number = 0; number < 40; number += 1) {
    reel.run(number, 1);
    await settled();
  }
  assert.ok(Beside.last.posted.length > 0 && Beside.last.posted.length <= 10, String(Beside.last.posted.length));
  const numbers = Beside.last.posted.map((one) => one.number);
  assert.equal(new Set(numbers).size, numbers.length);
  reel.close();
});

test("a painter that dies loses what it had: it is decoded again, and painted here", async () => {
  const reel = new DecodedReel(film);
  Beside.last.says(null);
  const shown = reel.show(7, 1);
  await settled();
  assert.ok(Beside.last.posted.some((one) => one.number === 7));
  Beside.last.dispatchEvent(Object.assign(new Event("error", { cancelable: true }), { error: new Error("killed") }));
  assert.equal(await shown, 7);
  assert.equal(reel.shown, 7);
  reel.close();
});

test("an image that comes out after the film was closed is closed too, and nothing paints it", async () => {
  decode.held = true;
  const reel = new DecodedReel(film);
  Beside.last.says(null);
  const shown = reel.show(0, 1);
  await settled();
  assert.ok(decode.later.length > 0);
  reel.close();
  await assert.rejects(shown, { name: "AbortError" });
  for (const late of decode.later) late();
  assert.ok(decode.images.every((image) => image.closed));
  assert.deepEqual(Beside.last.posted, []);
});

test("once it is painted beside the page, what was painted here is let go of", () => {
  const made: Picture[] = [];
  const painter = new Painter(film, (_, picture) => made.push(picture), () => undefined);
  for (const number of [0, 1]) painter.take(number, new Image(number) as unknown as VideoFrame);
  painter.free(made[0]!);
  painter.take(2, new Image(2) as unknown as VideoFrame);
  assert.equal(made[2], made[0]);
  painter.free(made[2]!);
  Beside.last.says(null);
  painter.free(made[1]!);
  assert.deepEqual(made.map((one) => one.width), [0, 0, 0]);
});
