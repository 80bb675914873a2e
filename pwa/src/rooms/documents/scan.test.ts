import assert from "node:assert/strict";
import { test } from "node:test";
import type { Taken } from "../scanning/sheet";

/** Makes each page at once, or never. */
let works = true;
class Desk {
  private told: (event: { data: unknown }) => void = () => undefined;
  addEventListener(name: string, told: (event: { data: unknown }) => void): void {
    if (name === "message") this.told = told;
  }
  postMessage({ number, ink }: { number: number; ink: string }): void {
    if (works) queueMicrotask(() => this.told({ data: { number, result: { shown: new Blob([ink]), packed: null, width: 210, height: 297 } } }));
  }
}
class Reader {
  result = "";
  onload: () => void = () => undefined;
  readAsDataURL(blob: Blob): void {
    void blob.text().then((text) => ((this.result = `data:image/jpeg;base64,${btoa(text)}`), this.onload()));
  }
}
Object.assign(globalThis, { Worker: Desk, FileReader: Reader });
const { MOST_PAGES, Scan } = await import("./scan.svelte");

const taken = (what: string): Taken => ({ photo: new Blob([what]), quad: [{ x: 0, y: 0 }, { x: 9, y: 0 }, { x: 9, y: 9 }, { x: 0, y: 9 }], found: true, width: 9, height: 9 });

function phone() {
  const kept = new Map<string, unknown>();
  const vault = {
    keep: async (name: string, value: unknown) => void kept.set(name, structuredClone(value)),
    recall: async <T>(name: string) => (kept.has(name) ? { value: kept.get(name) as T, at: new Date(0) } : null),
    forget: async (...names: string[]) => names.forEach((name) => kept.delete(name)),
    names: async (prefix = "") => [...kept.keys()].filter((name) => name.startsWith(prefix)),
  };
  return { kept, vault };
}
const soon = () => new Promise((resolve) => setTimeout(resolve, 20));

test("a page that was not made yet when the screen was loaded again is made from its picture", async () => {
  const { kept, vault } = phone();
  works = false;
  const first = new Scan("theo", vault);
  void first.place(taken("letter"), "black");
  await soon();
  assert.equal(first.busy, true);
  const ids = first.pages.map((page) => page.id);
  assert.deepEqual([...kept.keys()].map((name) => name.endsWith("/photo")), [true, false]);
  works = true;
  const again = new Scan("theo", vault);
  await again.recall(ids);
  await again.idle();
  assert.deepEqual(again.pages.map((page) => [page.id, page.ink, atob(page.data.split(",")[1]!)]), [[ids[0], "black", "black"]]);
  assert.equal(again.busy, false);
});

test("a page taken out while it is made stays out", async () => {
  const { kept, vault } = phone();
  const scan = new Scan("theo", vault);
  const made = scan.place(taken("letter"), "grey");
  await scan.remove(scan.pages[0]!);
  await made;
  assert.deepEqual([scan.pages.length, kept.size], [0, 0]);
});

test("the next page has the ink of the last one, not that of one that is looked at again", async () => {
  const scan = new Scan("theo", phone().vault);
  await scan.place(taken("one"), "colour");
  await scan.place(taken("two"), "grey");
  const [page] = scan.pages;
  await scan.place(await scan.takenOf(page!), "black", page!.id);
  await scan.turn(page!);
  assert.deepEqual([scan.ink, scan.pages.length], ["grey", 2]);
});

test("no page is taken beyond the most, and taking one out lets another in", async () => {
  const scan = new Scan("theo", phone().vault);
  for (let n = 0; n <= MOST_PAGES; n += 1) await scan.place(taken("x"), "grey");
  assert.deepEqual([scan.pages.length, scan.trouble], [MOST_PAGES, "tooMany"]);
  await scan.remove(scan.pages[0]!);
  await scan.place(taken("x"), "grey");
  assert.deepEqual([scan.pages.length, scan.trouble], [MOST_PAGES, null]);
});
