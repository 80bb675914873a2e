/** Paints decoded images beside the page: see paint.ts. Says once, by null, that it has begun. */
import { paint, type Wanted } from "./paint";

addEventListener("message", ({ data: { number, image, upright } }: MessageEvent<Wanted>) => {
  const canvas = new OffscreenCanvas(upright.width, upright.height);
  paint(canvas, image, upright);
  image.close();
  const picture = canvas.transferToImageBitmap();
  postMessage({ number, picture }, { transfer: [picture] });
});
postMessage(null);
