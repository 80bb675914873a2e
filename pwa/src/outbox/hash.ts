/** What a file is known by: its SHA-256, worked out in a worker. */

let worker: Worker | null = null;
let last = 0;
const asked = new Map<number, (sum: string | null) => void>();

function started(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL("./hash.worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<{ number: number; sum: string | null }>) => answer(data.number, data.sum));
  worker.addEventListener("error", () => {
    worker?.terminate();
    worker = null;
    for (const number of [...asked.keys()]) answer(number, null);
  });
  return worker;
}

function answer(number: number, sum: string | null): void {
  asked.get(number)?.(sum);
  asked.delete(number);
}

/** null when this phone cannot tell: the file is sent all the same, and the server says afterwards that it has it twice. */
export function sumOf(file: Blob): Promise<string | null> {
  return new Promise((resolve) => {
    const number = (last += 1);
    asked.set(number, resolve);
    try {
      started().postMessage({ number, file });
    } catch {
      answer(number, null);
    }
  });
}
