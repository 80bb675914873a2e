import assert from "node:assert/strict";
import { test } from "node:test";
import { keptOf } from "./testing";
import { hold } from "./holding";
import { listShared } from "./shared";
import { Store } from "./store";

test("a share that is whole by the time it is looked at again keeps its bytes; one that was stopped half way says so, and loses them", async () => {
  const store = await Store.open("shared");
  const shared = async (id: string) => {
    await store.write(keptOf(id, { state: "keeping" }));
    await store.append(id, 0, new Uint8Array(4).buffer);
  };
  await shared("whole");
  await shared("gone");
  await shared("stopped");
  const release = hold("whole");
  const list = Store.prototype.list;
  Store.prototype.list = async function () {
    Store.prototype.list = list;
    const found = await list.call(this);
    // Meanwhile, in the service worker: one is whole, one is thrown away.
    await store.write(keptOf("whole"));
    release();
    await store.remove("gone");
    return found;
  };
  const listed = Object.fromEntries((await listShared()).map((one) => [one.id, one.state]));
  assert.deepEqual(listed, { whole: "waiting", stopped: "failed" });
  assert.equal(await store.size("whole"), 4);
  assert.equal(await store.size("stopped"), 0);
  assert.deepEqual((await store.list()).map((one) => one.id).sort(), ["stopped", "whole"]);
});
