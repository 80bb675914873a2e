import assert from "node:assert/strict";
import { test } from "node:test";
import type { Shown } from "./lines";
import { toRead } from "./reread";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const line = (place: string, state: string, confirmed_at: string, content: object = {}) => ({ place, state, heads: [{ confirmed_at, content }] });
const sheet = (name: string, ...lines: object[]) => ({ sheet: name, sections: [{ lines }] }) as unknown as Shown;
const places = (occasion: "stale" | "stay", ...sheets: Shown[]) => toRead(sheets, occasion, NOW).map((one) => one.line.place);

test("what nobody said for too long, and before a stay what a stranger goes by", () => {
  const papers = sheet("administrative", line("old-card", "holds", "2026-01-01T00:00:00Z"), line("ended", "to_confirm", "2026-01-01T00:00:00Z"));
  const medicines = sheet("medication", line("old", "holds", "2026-09-01T00:00:00Z"), line("fresh", "holds", "2026-11-20T00:00:00Z"), line("two", "conflict", "2026-11-20T00:00:00Z"), line("stopped", "holds", "2025-01-01T00:00:00Z", { stopped_on: "2025-02-01" }));
  assert.deepEqual(places("stale", papers, medicines), ["ended", "two"]);
  assert.deepEqual(places("stay", papers, medicines), ["ended", "old", "two"]);
});
