import assert from "node:assert/strict";
import { test } from "node:test";
import { keptOf } from "./testing";
import { openDatabase } from "../shell/idb";
import { Store } from "./store";

/** Its shape is store.ts's: opened after it. */
async function names(): Promise<string[]> {
  const database = await openDatabase("cs3-outbox", 2, () => undefined)();
  const found = ["entries", "pieces", "keys"].map((name) => database.transaction(name).objectStore(name).getAllKeys());
  await new Promise((resolve) => (found[2]!.onsuccess = resolve));
  return found.flatMap((one) => one.result.map(String)).sort();
}

test("signing out erases what is theirs, what cannot be read too, and nothing of another's; a copy still being made writes nothing after it", async () => {
  const other = await Store.open("karim");
  await other.write(keptOf("his"));
  await other.append("his", 0, new Uint8Array(4).buffer);
  // Of a key that was lost: it cannot be read with the one of now.
  const before = await Store.open("anne");
  await before.write(keptOf("unreadable"));
  await before.append("unreadable", 0, new Uint8Array(4).buffer);
  const database = await openDatabase("cs3-outbox", 2, () => undefined)();
  const lost = database.transaction("keys", "readwrite");
  lost.objectStore("keys").delete("anne");
  await new Promise((resolve) => (lost.oncomplete = resolve));
  const store = await Store.open("anne");
  await store.write(keptOf("hers"));
  assert.deepEqual((await store.list()).map((one) => one.id), ["hers"]);

  await store.destroy();
  assert.deepEqual(await names(), ["his", "his,0", "karim"]);
  await assert.rejects(store.write(keptOf("late")));
  assert.deepEqual(await names(), ["his", "his,0", "karim"]);
});
