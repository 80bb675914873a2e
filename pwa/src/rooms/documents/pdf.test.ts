import assert from "node:assert/strict";
import { test } from "node:test";
import { pdfOf } from "./pdf";

const photo = (bytes: number, width: number, height: number) => ({ picture: new Blob([new Uint8Array(bytes).fill(200)]), black: false, width, height });

test("every object is where the table says it is", async () => {
  const text = Buffer.from(await pdfOf([photo(500, 1414, 2000), photo(900, 2000, 1414)]).arrayBuffer()).toString("latin1");
  assert.ok(text.startsWith("%PDF-1.4\n") && text.endsWith("%%EOF\n"));
  const start = Number(/startxref\n(\d+)\n/.exec(text)?.[1]);
  assert.ok(text.slice(start).startsWith("xref\n0 9\n"));
  const places = [...text.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map((row) => Number(row[1]));
  assert.equal(places.length, 8);
  places.forEach((place, n) => assert.ok(text.slice(place).startsWith(`${n + 1} 0 obj\n`), String(n)));
});

test("a page is as wide as A4, and one that lies on its side is not squeezed", async () => {
  const text = await pdfOf([photo(1, 1414, 2000), photo(1, 2000, 1000)]).text();
  const boxes = [...text.matchAll(/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map((box) => [Number(box[1]), Number(box[2])]);
  assert.deepEqual(boxes[1], [842, 421]);
  assert.ok(Math.abs(boxes[0]![0]! - 595) < 1 && Math.abs(boxes[0]![1]! - 842) < 1);
});

test("a stream is as long as it says", async () => {
  const text = Buffer.from(await pdfOf([photo(700, 100, 100)]).arrayBuffer()).toString("latin1");
  const found = /\/Length 700 >>\nstream\n([\s\S]*?)\nendstream/.exec(text);
  assert.equal(found?.[1]?.length, 700);
});

test("a page in black and white says how it is packed", async () => {
  const text = await pdfOf([{ ...photo(40, 1654, 2339), black: true }]).text();
  assert.match(text, /DeviceGray \/BitsPerComponent 1 \/Filter \/CCITTFaxDecode \/DecodeParms << \/K -1 \/Columns 1654 \/Rows 2339 >> \/Length 40 >>/);
});
