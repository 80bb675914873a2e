import assert from "node:assert/strict";
import { test } from "node:test";
import type { News } from "../../api/types";
import { told } from "./news";

const news = (trace_id: string, at: string, sentence: string): News => ({ trace_id, at, sentence, category: "emergency", action: "emergency:sheet:change", item_id: null, person: { id: "1", name: "Anne", profile: "representative" } });
const day = (at: string) => at.slice(0, 10);

test("the same sentence in one day is said once, at its newest moment", () => {
  const list = told([news("3", "2026-11-08T10:00Z", "a"), news("2", "2026-11-08T09:00Z", "b"), news("1", "2026-11-08T08:00Z", "a")], day);
  assert.deepEqual(list.map((one) => [one.news.trace_id, one.count]), [["3", 2], ["2", 1]]);
});

test("two days are two news", () => {
  assert.equal(told([news("2", "2026-11-09T08:00Z", "a"), news("1", "2026-11-08T08:00Z", "a")], day).length, 2);
});
