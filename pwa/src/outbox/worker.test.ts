import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { keptOf } from "./testing";
import { newsLine } from "./news";
import { Store } from "./store";
import { sendWaiting } from "./worker";

/** Who is signed in, what the server was asked, and for whom. */
let here = "anne";
let asked: string[] = [];
const received = (url: string, init?: RequestInit): Response => {
  if (url === "/api/me") return Response.json({ id: here });
  const person = new Headers(init?.headers).get("CS3-Person");
  asked.push(`${init?.method} ${url} ${person}`);
  // As the server answers (tests/rooms/identity/test_sessions.py).
  if (person !== here) return Response.json({ code: "not_signed_in" }, { status: 401 });
  return new Response(null, { status: 204, headers: { "Upload-Offset": init?.method === "PATCH" ? "4" : "0" } });
};

async function waiting(person: string, ...ids: string[]): Promise<Store> {
  const store = await Store.open(person);
  for (const [n, id] of ids.entries()) {
    await store.write(keptOf(id, { added_at: n }));
    await store.append(id, 0, new Uint8Array(4).buffer);
  }
  return store;
}

const left = async (store: Store) => (await store.list()).map((one) => one.id);

beforeEach(async () => {
  here = "anne";
  asked = [];
  globalThis.fetch = async (url, init) => received(String(url), init);
  await (await Store.open("anne")).destroy();
});

test("what waits leaves, one after the other, for who is signed in", async () => {
  const store = await waiting("anne", "one", "two");
  await sendWaiting();
  assert.deepEqual(await left(store), []);
  assert.deepEqual(asked, ["one", "two"].flatMap((id) => ["POST /api/uploads anne", `PATCH /api/uploads/${id} anne`]));
});

test("a halt that is heard while the list is read stops the next one", async () => {
  const store = await waiting("anne", "one");
  const page = newsLine(() => undefined);
  const list = Store.prototype.list;
  Store.prototype.list = async function () {
    const found = await list.call(this);
    page.tell({ halt: true });
    await new Promise((resolve) => setTimeout(resolve, 20));
    return found;
  };
  await sendWaiting().finally(() => {
    Store.prototype.list = list;
    page.close();
  });
  assert.deepEqual(asked, []);
  assert.deepEqual(await left(store), ["one"]);
});

test("somebody else signs in while one leaves: nothing more of the first one's does, in either name", async () => {
  const store = await waiting("anne", "one", "two");
  globalThis.fetch = async (url, init) => {
    const answer = received(String(url), init);
    if (init?.method === "PATCH") here = "karim";
    return answer;
  };
  await sendWaiting();
  assert.deepEqual(asked.at(-1), "POST /api/uploads anne");
  assert.deepEqual(await left(store), ["two"]);
});
