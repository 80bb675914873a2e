import assert from "node:assert/strict";
import { test } from "node:test";
import { Several } from "./several.svelte";

const files = (...names: string[]) => names.map((name) => new File(["%PDF-"], name));

test("nothing is said to have no room while all goes well", async () => {
  const seen: number[] = [];
  const several: Several = new Several(async () => void seen.push(several.rest.length));
  assert.equal(await several.keep(files("a", "b", "c")), true);
  assert.deepEqual([several.kept, seen], [3, [0, 0, 0]]);
});

test("each file is kept once, however often it is tried again", async () => {
  const kept: string[] = [];
  let room = 1;
  const several = new Several(async (file) => {
    await Promise.resolve();
    if (kept.length >= room) throw new Error("full");
    kept.push(file.name);
  });
  assert.equal(await several.keep(files("a", "b", "c")), false);
  assert.deepEqual(several.rest.map((file) => file.name), ["b", "c"]);
  room = 9;
  const tried = [several.keep([]), several.keep([]), several.keep(files("d"))];
  assert.deepEqual(await Promise.all(tried), [true, false, false]);
  assert.deepEqual([kept, several.kept, several.rest], [["a", "b", "c", "d"], 4, []]);
});
