import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { APPOINTMENT_LEADS, chosen, contentFrom, empty, fieldOf, problems, SORT_LEADS, SORTS, typedFrom, type Typed } from "./form.ts";

const meeting: Typed = { ...empty("appointment"), title: " Ophtalmologiste ", day: "2026-11-24", time: "14:30", end: "15:00", zone: "Europe/Paris", bring: "ordonnance" };

test("a form gives the item it was made from", () => {
  const content = contentFrom(meeting);
  assert.equal(content.kind === "appointment" && content.starts, "2026-11-24T14:30:00");
  assert.deepEqual(contentFrom(typedFrom(content)), content);
  const card = contentFrom({ ...empty("deadline"), sort: "disability_card", day: "2028-02-29", zone: "Europe/Paris" });
  assert.deepEqual(contentFrom(typedFrom(card)), card);
});

test("what is missing is said by field, and no more", () => {
  assert.deepEqual(problems(meeting, "!"), {});
  assert.deepEqual(problems(empty("appointment"), "!"), { title: "!", day: "!", time: "!" });
  assert.deepEqual(problems(empty("deadline"), "!"), { sort: "!", day: "!" });
  assert.deepEqual(problems({ ...empty("deadline"), sort: "other", day: "2027-01-01" }, "!"), { title: "!" });
  assert.equal(fieldOf("content.ends_on"), "day");
});

test("no reminder is a choice; nothing said is what is usual", () => {
  assert.deepEqual(chosen(meeting), APPOINTMENT_LEADS);
  assert.deepEqual(chosen({ ...meeting, reminders: [] }), []);
});

test("the lead times offered are the server's", () => {
  const server = readFileSync("../backend/rooms/agenda/deadlines.py", "utf8");
  const list = (leads: string[]) => `(${leads.map((lead) => `"${lead}"`).join(", ")})`;
  for (const sort of SORTS) assert.ok(server.includes(`Sort.${sort.toUpperCase()}: ${list(SORT_LEADS[sort])}`), sort);
  assert.ok(server.includes(`APPOINTMENT_LEADS = ${list(APPOINTMENT_LEADS)}`));
});
