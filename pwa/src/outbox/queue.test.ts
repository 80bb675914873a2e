import assert from "node:assert/strict";
import { test } from "node:test";
import { keptOf } from "./testing";
import { newsLine } from "./news";
import { Store } from "./store";

Object.assign(globalThis, { document: Object.assign(new EventTarget(), { visibilityState: "hidden" }), addEventListener: () => undefined });
const { queue } = await import("./queue.svelte");
// Nothing leaves: what is kept is looked at.
queue.paused = true;

const about = { carnet: "c", category: "photos", note: "", tags: [] };
const listed = async (person: string) => (await (await Store.open(person)).list()).map(({ name, state }) => `${name} ${state}`);

test("a long copy outlives its session: whole, it is its person's, and nothing of it another's", async () => {
  let halted = 0;
  const worker = newsLine((news) => (halted += news.halt ? 1 : 0));
  await queue.open("anne");
  let go: () => void = () => undefined;
  const slow = new Promise<void>((resolve) => (go = resolve));
  let begun: () => void = () => undefined;
  const reading = new Promise<void>((resolve) => (begun = resolve));
  const read = async () => (begun(), await slow, new Uint8Array(4).buffer);
  const taken = queue.adopt({ name: "hers", type: "image/jpeg", size: 4, lastModified: 0, read, sum: null }, about);
  await reading;
  queue.close();
  await queue.open("karim");
  go();
  assert.equal(await taken, true);
  assert.deepEqual(await listed("anne"), ["hers waiting"]);
  assert.deepEqual(await listed("karim"), []);
  assert.deepEqual(queue.items.map((item) => item.name), []);
  queue.close();
  await queue.open("anne");
  assert.deepEqual(queue.items.map((item) => [item.name, item.state]), [["hers", "waiting"]]);
  queue.close();
  // The service worker was told each time: what it sends was for who left.
  await new Promise((resolve) => setTimeout(resolve, 20));
  worker.close();
  assert.equal(halted, 3);
});

test("signing out takes back what the server holds once whoever sends has stopped", async () => {
  await (await Store.open("paul")).write(keptOf("half", { begun: true }));
  await queue.open("paul");
  let stopped: () => void = () => undefined;
  void navigator.locks.request("cs3-outbox", () => new Promise<void>((resolve) => (stopped = resolve)));
  // Loaded before, so that the server is asked at once.
  await import("tus-js-client");
  const over = queue.withdraw();
  const later = new Promise((resolve) => setTimeout(resolve, 150, "waits"));
  assert.equal(await Promise.race([over, later]), "waits");
  assert.equal(queue.items[0]?.begun, true);
  stopped();
  await over;
  assert.equal(queue.items[0]?.begun, false);
  queue.close();
});
