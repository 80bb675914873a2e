/** What the worker does, as promises. Each rejects when a picture cannot be read, or the phone has no room for it. */
import type { Found } from "./corners";
import type { Quad, Size } from "./geometry";
import type { Asked } from "./scanning.worker";
import type { Ink, Made, Taken } from "./sheet";

interface Waiting {
  resolve: (result: never) => void;
  reject: (error: Error) => void;
}

type Question = Asked extends infer One ? (One extends Asked ? Omit<One, "number"> : never) : never;

let worker: Worker | null = null;
let last = 0;
const waiting = new Map<number, Waiting>();

function started(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL("./scanning.worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<{ number: number; result?: never; error?: string }>) => {
    const one = waiting.get(data.number);
    waiting.delete(data.number);
    if (data.error !== undefined) one?.reject(new Error(data.error));
    else one?.resolve(data.result!);
  });
  worker.addEventListener("error", () => leaveDesk("The worker stopped."));
  return worker;
}

function ask<T>(question: Question, hand: Transferable[] = []): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const number = (last += 1);
    waiting.set(number, { resolve, reject });
    try {
      started().postMessage({ number, ...question }, hand);
    } catch (error) {
      waiting.delete(number);
      reject(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

/** The sheet in a small picture: four bytes a pixel, handed over. */
export const look = (pixels: Uint8ClampedArray<ArrayBuffer>, size: Size): Promise<Found | null> => ask({ what: "look", pixels: pixels.buffer, size }, [pixels.buffer]);
/** A picture of any kind that this browser reads, made ready. */
export const open = (file: Blob): Promise<Taken> => ask({ what: "open", file });

/** A picture that is handed over is another one there: it is known by a number. */
const numbers = new WeakMap<Blob, number>();
let pictures = 0;
function numberOf(photo: Blob): number {
  const of = numbers.get(photo) ?? (pictures += 1);
  numbers.set(photo, of);
  return of;
}
/** The page, at most `longest` pixels on its longest side. */
export const make = (photo: Blob, quad: Quad, ink: Ink, longest: number): Promise<Made> => ask({ what: "make", photo, of: numberOf(photo), quad, ink, longest });

/** Its memory is given back: pictures are large. */
export function leaveDesk(why = "Nobody is waiting any more."): void {
  worker?.terminate();
  worker = null;
  for (const one of waiting.values()) one.reject(new Error(why));
  waiting.clear();
}
