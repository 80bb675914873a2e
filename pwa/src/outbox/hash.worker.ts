/** Reads a file and says its SHA-256, beside the page: 2 GB are many seconds during which the screen must not freeze. */
import { Sha256 } from "./sha256";

addEventListener("message", (event: MessageEvent<{ number: number; file: Blob }>) => {
  const { number, file } = event.data;
  void sumOf(file).then(
    (sum) => postMessage({ number, sum }),
    () => postMessage({ number, sum: null }),
  );
});

async function sumOf(file: Blob): Promise<string> {
  const sum = new Sha256();
  const piece = 1024 * 1024;
  for (let start = 0; start < file.size; start += piece) sum.update(new Uint8Array(await file.slice(start, start + piece).arrayBuffer()));
  return sum.hex();
}
