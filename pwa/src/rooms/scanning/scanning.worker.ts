/** Beside the page, so that the screen never freezes: looks for the sheet, puts it right, makes its paper white. Pictures stay on this phone. */
import { find, LOOK, sharpened, SURE, type Found } from "./corners";
import { g4 } from "./g4";
import { area, furthest, ordered, scaled, sizeOf, whole, within, type Quad, type Size } from "./geometry";
import { drained, evened, grey, inked } from "./light";
import { PICTURE, type Ink, type Made, type Taken } from "./sheet";
import { warped, type Rgba } from "./warp";

export type Asked =
  | { number: number; what: "look"; pixels: ArrayBuffer; size: Size }
  | { number: number; what: "open"; file: Blob }
  | { number: number; what: "make"; photo: Blob; /** The same for the same photo. */ of: number; quad: Quad; ink: Ink; longest: number };

/** Pixels of the longest side in which the corners are set to a part of a pixel, and how far from there they may be. */
const CLOSE = 1000;
const REACH = 5;
/** Of the page's width, left out along its edges. */
const EDGE = 0.004;
const KEPT = 0.88;
/** Bytes of a page in grey or colour, and how finely it is packed until it fits. */
const HEAVIEST = 350 * 1024;
const FINE = [0.82, 0.7, 0.58, 0.46];

function surface({ width, height }: Size): [OffscreenCanvas, OffscreenCanvasRenderingContext2D] {
  const canvas = new OffscreenCanvas(width, height);
  const ink = canvas.getContext("2d", { willReadFrequently: true });
  if (!ink) throw new Error("This browser draws nothing.");
  ink.imageSmoothingQuality = "high";
  return [canvas, ink];
}

const fitting = ({ width, height }: Size, longest: number): Size => {
  const by = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * by)), height: Math.max(1, Math.round(height * by)) };
};

function shades(source: CanvasImageSource, size: Size): Uint8ClampedArray {
  const [, ink] = surface(size);
  ink.drawImage(source, 0, 0, size.width, size.height);
  return grey(ink.getImageData(0, 0, size.width, size.height).data as Rgba);
}

function look(pixels: ArrayBuffer, size: Size): Found | null {
  const values = grey(new Uint8ClampedArray(pixels));
  const found = find(values, size);
  return found && { ...found, quad: sharpened(values, size, found.quad, 2) };
}

async function open(file: Blob): Promise<Taken> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    const size = fitting(bitmap, PICTURE);
    const [canvas, ink] = surface(size);
    ink.fillStyle = "#fff";
    ink.fillRect(0, 0, size.width, size.height);
    ink.drawImage(bitmap, 0, 0, size.width, size.height);
    const photo = await canvas.convertToBlob({ type: "image/jpeg", quality: KEPT });
    const small = fitting(size, LOOK);
    const found = find(shades(canvas, small), small);
    // A side that is not in the picture, or hardly seen: better all of it than half a letter.
    if (!found || (found.cut && found.sure < 0.5) || (!found.cut && found.sure < SURE - 0.12) || area(found.quad) < 0.1 * small.width * small.height) return { photo, ...size, quad: whole(size), found: false };
    const close = fitting(size, CLOSE);
    const near = sharpened(shades(canvas, close), close, scaled(found.quad, close.width / small.width), REACH);
    return { photo, ...size, quad: scaled(near, size.width / close.width), found: true };
  } finally {
    bitmap.close();
  }
}

/** The sheet put right under even light; kept for the next one asked, who mostly wants it in another ink. */
let last: { key: string; pixels: Rgba; size: Size } | null = null;

async function flat(photo: Blob, of: number, quad: Quad, longest: number): Promise<{ pixels: Rgba; size: Size }> {
  const key = JSON.stringify([of, quad, longest]);
  if (last?.key === key) return last;
  const bitmap = await createImageBitmap(photo);
  try {
    const size = sizeOf(quad, bitmap, longest);
    const inner = furthest(ordered(quad), whole(bitmap)) < 1 ? quad : within(quad, EDGE);
    // Never read far more pixels than are wanted: the browser makes a picture smaller better than four neighbours do.
    const seen = Math.sqrt(Math.abs(area(quad)) / (size.width * size.height));
    const from = fitting(bitmap, seen > 1.4 ? Math.max(bitmap.width, bitmap.height) / seen : PICTURE);
    const [, ink] = surface(from);
    ink.drawImage(bitmap, 0, 0, from.width, from.height);
    const read = ink.getImageData(0, 0, from.width, from.height).data as Rgba;
    last = { key, size, pixels: evened(warped(read, from, scaled(inner, from.width / bitmap.width), size), size) };
    return last;
  } finally {
    bitmap.close();
  }
}

async function make({ photo, of, quad, ink, longest }: Extract<Asked, { what: "make" }>): Promise<Made> {
  const { pixels, size } = await flat(photo, of, quad, longest);
  const [canvas, paint] = surface(size);
  const own = new Uint8ClampedArray(pixels);
  if (ink === "black") {
    const dots = inked(grey(own), size);
    dots.forEach((dot, n) => (own[n * 4] = own[n * 4 + 1] = own[n * 4 + 2] = dot ? 0 : 255));
    paint.putImageData(new ImageData(own, size.width, size.height), 0, 0);
    return { shown: await canvas.convertToBlob({ type: "image/png" }), packed: g4(dots, size.width, size.height), ...size };
  }
  paint.putImageData(new ImageData(ink === "grey" ? drained(own) : own, size.width, size.height), 0, 0);
  let shown: Blob | null = null;
  for (const quality of FINE) {
    shown = await canvas.convertToBlob({ type: "image/jpeg", quality });
    if (shown.size <= HEAVIEST) break;
  }
  return { shown: shown!, packed: null, ...size };
}

async function answer(asked: Asked): Promise<unknown> {
  if (asked.what === "look") return look(asked.pixels, asked.size);
  return asked.what === "open" ? open(asked.file) : make(asked);
}

let turn: Promise<unknown> = Promise.resolve();
addEventListener("message", ({ data }: MessageEvent<Asked>) => {
  // One after the other: two large pictures at once are more than an old phone holds.
  turn = turn.then(() => answer(data)).then(
    (result) => postMessage({ number: data.number, result }),
    (error: unknown) => postMessage({ number: data.number, error: String(error) }),
  );
});
