import assert from "node:assert/strict";
import { test } from "node:test";
import type { Kept } from "./item";
import { sendPlain, type Sent } from "./plain";

const film: Kept = {
  id: "a", capture: "a", carnet: "c", category: "gait", note: "", tags: [], taken_at: 0, added_at: 0, kind: "video", name: "", type: "",
  size: 10, state: "waiting", problem: null, said: null, begun: false,
};

const whole = { person: "anne", starts: async () => [0], size: async () => 10, has: async () => true, read: async (_: string, __: number[], start: number, end: number) => new Blob([new Uint8Array(end - start)]) };
const at = (offset: number, status = 204) => new Response(null, { status, headers: { "Upload-Offset": String(offset) } });
const problem = (status: number, code: string) => Response.json({ code }, { status });

/** What became of it when the server answers so, and what was asked of it. */
async function sent(answers: Response[], store: object = {}, changes: Partial<Kept> = {}): Promise<{ became: Sent | "later"; asked: string[] }> {
  const asked: string[] = [];
  globalThis.fetch = async (_, init) => {
    asked.push(init?.method ?? "GET");
    return answers.shift() ?? new Response(null, { status: 503 });
  };
  const became = await sendPlain({ ...film, ...changes }, { ...whole, ...store }, new AbortController().signal, async () => undefined, () => undefined).catch(() => "later" as const);
  return { became, asked };
}

test("sent from where the server stands", async () => {
  assert.deepEqual(await sent([at(4, 200), at(10)], {}, { begun: true }), { became: "received", asked: ["HEAD", "PATCH"] });
  assert.deepEqual(await sent([at(0, 201), problem(409, "wrong_offset"), at(6, 200), at(10)]), { became: "received", asked: ["POST", "PATCH", "HEAD", "PATCH"] });
});

test("a notebook that takes no more today, and a file that cannot be read, keep nothing else waiting", async () => {
  assert.equal((await sent([problem(429, "too_many_today")])).became, "full");
  assert.equal((await sent([at(0, 201)], { read: () => Promise.reject(new Error("changed")) })).became, "left");
  assert.equal((await sent([at(0, 201)], { size: () => Promise.reject(new Error("missing")) })).became, "left");
  assert.equal((await sent([problem(404, "not_found")])).became, "left");
});

test("what another try may mend is tried again later, and a server that never agrees is not asked for ever", async () => {
  assert.equal((await sent([problem(429, "too_many_attempts")])).became, "later");
  assert.equal((await sent([problem(423, "locked")])).became, "later");
  assert.equal((await sent([new Response(null, { status: 502 })])).became, "later");
  const astray = Array.from({ length: 40 }, (_, n) => (n % 2 ? at(0, 200) : problem(409, "wrong_offset")));
  assert.equal((await sent([at(0, 201), ...astray])).became, "left");
});

test("thrown away meanwhile, it is taken back; without a session nothing leaves", async () => {
  assert.deepEqual(await sent([at(0, 201), at(0)], { has: async () => false }), { became: "gone", asked: ["POST", "DELETE"] });
  assert.equal((await sent([problem(401, "signed_out")])).became, "signed_out");
});
