import assert from "node:assert/strict";
import { test } from "node:test";
import { comesOfAge, coming } from "./age";

const carnet = (birth_date: string, profile: string, manages: boolean) =>
  ({ birth_date, me: { profile, rights: manages ? { circle: ["read", "add", "manage"] } : { circle: ["read"] } } }) as unknown as Parameters<typeof coming>[0];

test("the eighteenth birthday", () => {
  assert.equal(comesOfAge("2008-12-05"), "2026-12-05");
  assert.equal(comesOfAge("2008-02-29"), "2026-03-01");
});

test("what the home screen says, to whom, and when", () => {
  assert.equal(coming(carnet("2008-12-05", "representative", true), "2025-12-04"), null);
  assert.equal(coming(carnet("2008-12-05", "representative", true), "2025-12-05"), "soon");
  assert.equal(coming(carnet("2008-12-05", "holder", false), "2026-12-04"), "soon");
  assert.equal(coming(carnet("2008-12-05", "representative", false), "2026-12-05"), "waiting");
  assert.equal(coming(carnet("2008-12-05", "holder", false), "2026-12-05"), "waiting");
  assert.equal(coming(carnet("1980-12-05", "representative", true), "2026-12-05"), null);
  assert.equal(coming(carnet("2008-12-05", "carer", false), "2026-12-05"), null);
});
