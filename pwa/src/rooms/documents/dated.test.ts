import assert from "node:assert/strict";
import { test } from "node:test";
import { datedIn, dayInName, dayInPdf } from "./dated.ts";

const TODAY = "2026-11-22";

test("a day that stands in the file's name is proposed, however it is written", () => {
  for (const name of ["CR 2026-03-12.pdf", "20260312_IRM.pdf", "IRM_12.03.2026.pdf", "12-3-2026 bilan.pdf", "Lettre du 12 mars 2026.pdf", "12 Mar 2026.pdf", "CR_12_mars_2026_signé.pdf", "2026 03 12.pdf"])
    assert.equal(dayInName(name, TODAY), "2026-03-12", name);
  assert.equal(dayInName("1er août 2026.pdf", TODAY), "2026-08-01");
  assert.equal(dayInName("3 juillet 2026.pdf", TODAY), "2026-07-03");
  assert.equal(dayInName("3 juin 2026.pdf", TODAY), "2026-06-03");
  assert.equal(dayInName("5 february 2026.pdf", TODAY), "2026-02-05");
});

test("what is no day, is to come, or is not one day alone, is not", () => {
  for (const name of ["scan.pdf", "dossier 123456789012.pdf", "2026-13-40.pdf", "31-02-2026.pdf", "2027-01-01.pdf", "1962-05-04.pdf", "du 2026-03-12 au 2026-04-12.pdf", "12 rue 2026.pdf", "120260312.pdf"])
    assert.equal(dayInName(name, TODAY), null, name);
});

test("what wrote the PDF says when, in its own place", () => {
  assert.equal(dayInPdf("1 0 obj << /CreationDate (D:20260312233000-05'00') >>", TODAY), "2026-03-12");
  assert.equal(dayInPdf("<xmp:CreateDate>2026-03-12T08:00:00Z</xmp:CreateDate>", TODAY), "2026-03-12");
  assert.equal(dayInPdf(`<rdf:Description xmp:CreateDate="2026-03-12T08:00:00Z"/>`, TODAY), "2026-03-12");
  assert.equal(dayInPdf("/CreationDate (D:99990101)", TODAY), null);
  assert.equal(dayInPdf("", TODAY), null);
});

test("the name goes before; a long file is looked at from both its ends", async () => {
  const far = `${"x".repeat(400_000)}/CreationDate (D:20251224120000Z)`;
  assert.deepEqual(await datedIn(new File([far], "a.pdf"), TODAY), { day: "2025-12-24", from: "pdf" });
  assert.deepEqual(await datedIn(new File([far], "2026-03-12.pdf"), TODAY), { day: "2026-03-12", from: "name" });
  assert.equal(await datedIn(new File(["%PDF-1.7"], "a.pdf"), TODAY), null);
});
