/** The image with its drawing, made on the phone, and handed to it as a file. The words stand below the picture, never on it. */
import { drawMeasured } from "./drawing";
import { pointsOf, type Drawn, type Measure } from "./measuring.svelte";
import type { FrameView } from "./view";

const LONGEST = 1600;

export async function drawnPicture(measure: Measure, view: FrameView, pixels: CanvasImageSource, lines: string[]): Promise<void> {
  const ratio = Math.min(1, LONGEST / Math.max(view.width, view.height));
  const [width, height] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
  const letter = Math.max(14, Math.round(width / 40));
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d")!;
  const room = width - 2 * letter;
  const font = `${letter}px system-ui, sans-serif`;
  context.font = font;
  const rows = lines.flatMap((line) => wrapped(line, (text) => context.measureText(text).width <= room));
  canvas.width = width;
  canvas.height = height + Math.round(letter * (1.5 * rows.length + 1));
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(pixels, 0, 0, width, height);
  const points = pointsOf(measure.content as Drawn).map(({ x, y }) => ({ x: x * ratio, y: y * ratio }));
  drawMeasured(context, points, width * 1.25);
  context.font = font;
  context.fillStyle = "#1c2126";
  rows.forEach((row, at) => context.fillText(row, letter, height + letter * 1.5 * (at + 1)));
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) return;
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: `image-${measure.content.frame + 1}.png` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function wrapped(text: string, fits: (text: string) => boolean): string[] {
  const rows: string[] = [];
  for (const word of text.split(" ")) {
    const longer = rows.length ? `${rows[rows.length - 1]} ${word}` : word;
    if (rows.length && fits(longer)) rows[rows.length - 1] = longer;
    else rows.push(word);
  }
  return rows;
}
