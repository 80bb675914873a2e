/** A film that is open, whichever way this browser has of showing one image of it. */
import type { Order } from "./order";

export interface Reel {
  /** Drawn in by the reel, placed by whoever looks. */
  readonly element: HTMLCanvasElement | HTMLVideoElement;
  readonly order: Order;
  /** Of its own image, pixels. */
  readonly width: number;
  readonly height: number;
  /** The image that is drawn now; -1 before the first. */
  readonly shown: number;
  /** Shows an image, and has those that follow `way` ready. Answers the number of the one that is drawn: never another's. */
  show(number: number, way: 1 | -1): Promise<number>;
  /** While it runs: it is this image's turn, at `rate` of the file's own speed. Draws what it has, at the latest; answers its number. */
  run(number: number, rate: number): number;
  /** It stands still again. */
  rest(): void;
  close(): void;
}

/** This image does not decode: it is damaged. Those around it may. */
export class Damaged extends Error {}
