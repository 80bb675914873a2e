/** One photographed sheet: the picture as it was taken, where the sheet lies in it, and how it is to look. */
import type { Quad, Size } from "./geometry";

export type Ink = "colour" | "grey" | "black";
export const INKS: readonly Ink[] = ["colour", "grey", "black"];

export interface Taken extends Size {
  /** A JPEG, upright, without what the camera wrote beside the picture. */
  photo: Blob;
  /** In its pixels; the first corner is the page's own top left, so that a turned page is the same corners from another one on. */
  quad: Quad;
  /** Whether the edges were found, or the whole picture is taken for the sheet. */
  found: boolean;
}

export interface Made extends Size {
  /** What is shown: a JPEG, or a PNG of two colours. */
  shown: Blob;
  /** The same in black and white, a bit a pixel (T.6); else null. */
  packed: Uint8Array<ArrayBuffer> | null;
}

/** A quarter to the right. */
export const turned = ([one, two, three, four]: Quad): Quad => [four, one, two, three];

/** Pixels of the longest side: A4 at 200 dots an inch; what is looked at while it is being set right; and of the picture that is kept. */
export const LONGEST = 2339;
export const GLANCE = 1100;
export const PICTURE = 3000;
