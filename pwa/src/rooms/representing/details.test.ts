import assert from "node:assert/strict";
import { test } from "node:test";
import { audienceOf, changeFrom, SEEN, seenOf, typedFrom } from "./details.ts";

test("what is chosen is what the server keeps, and back", () => {
  for (const seen of SEEN) assert.equal(seenOf(audienceOf(seen)), seen);
});

test("what is not understood is hidden", () => {
  assert.equal(seenOf(undefined), "nobody");
  assert.equal(seenOf(["everyone"]), "nobody");
});

test("a form gives back what it was made from", () => {
  const mine = { version: 3, address: { text: " 3 rue du Lac ", seen_by: ["professionals" as const] }, phone: { text: "" }, note: { text: "Sonner", seen_by: [] } };
  const typed = typedFrom(mine);
  assert.deepEqual([typed.address.seen, typed.phone.seen], ["professionals", "nobody"]);
  assert.deepEqual(changeFrom(typed), {
    version: 3,
    address: { text: "3 rue du Lac", seen_by: ["professionals"] },
    phone: { text: "", seen_by: [] },
    note: { text: "Sonner", seen_by: [] },
  });
});
