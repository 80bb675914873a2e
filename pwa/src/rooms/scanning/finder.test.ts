import assert from "node:assert/strict";
import { test } from "node:test";

Object.assign(globalThis, { document: { createElement: () => ({}), visibilityState: "visible" } });
const { Finder } = await import("./finder.svelte");

/** A video that shows nothing yet, and counts how often it is looked at. */
function video() {
  const seen = { times: 0 };
  const view = { get videoWidth() { return ((seen.times += 1), 0); } };
  return { seen, view: view as unknown as HTMLVideoElement };
}
const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("what is no longer on the screen is not looked at any more, and what comes after it is", async () => {
  const finder = new Finder(async () => undefined);
  const [first, second] = [video(), video()];
  const over = finder.watch(first.view);
  finder.rest();
  await over;
  const rested = first.seen.times;
  const after = finder.watch(second.view);
  await soon(150);
  assert.equal(first.seen.times, rested);
  assert.ok(second.seen.times > 1);
  finder.close();
  await after;
});

test("no other picture is taken while one is read", async () => {
  let done = () => {};
  let taken = 0;
  const finder = new Finder(() => ((taken += 1), new Promise((resolve) => (done = resolve))));
  const ink = { drawImage: () => undefined };
  Object.assign(globalThis, { document: { createElement: () => ({ getContext: () => ink, toBlob: (give: (blob: Blob) => void) => give(new Blob(["x"])) }), visibilityState: "hidden" } });
  void finder.watch({ videoWidth: 4, videoHeight: 3 } as HTMLVideoElement);
  const first = finder.shoot();
  await soon(10);
  await finder.shoot();
  assert.equal(taken, 1);
  done();
  await first;
  void finder.shoot();
  await soon(10);
  assert.equal(taken, 2);
  finder.close();
});
