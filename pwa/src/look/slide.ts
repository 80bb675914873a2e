/** What is looked at: a photo, a film, a page. */
export interface Slide {
  id: string;
  /** What a screen reader says of it. */
  name: string;
  /** Where its picture is; null: something else stands in the middle. */
  src: string | null;
  /** A finer one, fetched when one looks closer. */
  finer?: string;
  width: number | null;
  height: number | null;
  /** What is marked on it, in its own pixels. */
  marks?: Box[];
  /** A film keeps its own buttons in sight: only its poster is shown beside it. */
  film?: boolean;
}

/** In pixels of the picture. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The words of the room that shows them. */
export interface StageTexts {
  image: string;
  before: string;
  after: string;
  larger: string;
  smaller: string;
  full: string;
  leaveFull: string;
  failed: string;
  scale: (percent: number) => string;
}
