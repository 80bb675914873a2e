import assert from "node:assert/strict";
import { test } from "node:test";
import { find, sharpened, SURE } from "./corners";
import { drawn, scenes, seeded, sheet, squares, wood } from "./generated";
import { furthest, scaled, type Quad } from "./geometry";

const SMALL = { width: 240, height: 320 };

/** What the worker does with a picture, at one size. */
function corners(grey: Uint8ClampedArray): { quad: Quad; sure: number; cut: boolean } | null {
  const found = find(grey, SMALL);
  return found && { ...found, quad: sharpened(grey, SMALL, found.quad, 3) };
}

const all = scenes(SMALL, 3);
for (const [name, scene] of Object.entries(all)) {
  // On a chequered cloth half of a side is as light as the sheet.
  const near = name === "tablecloth" ? 3 : 1.5;
  test(`the corners of a sheet are found within ${near} of 320 pixels: ${name}`, () => {
    const found = corners(drawn(scene));
    assert.ok(found && found.sure > SURE && !found.cut, JSON.stringify(found));
    assert.ok(furthest(found.quad, scene.sheets[0]!) < near, JSON.stringify([found.quad, scene.sheets[0]]));
  });
}

const base = all.plain!;

test("where no sheet lies, none is found", () => {
  for (const under of [wood, squares, () => 120]) assert.equal(find(drawn({ ...base, under, sheets: [] }), SMALL), null);
});

test("of two sheets one is found whole, never a part of both", () => {
  const random = seeded(52);
  const beside = (dx: number, dy: number) => sheet(SMALL, random, { share: 0.42, turn: 0.08 }).map(({ x, y }) => ({ x: x + dx, y: y + dy })) as unknown as Quad;
  const sheets = [beside(-58, -30), beside(58, 40)];
  const found = corners(drawn({ ...base, under: wood, sheets }));
  assert.ok(found && Math.min(...sheets.map((one) => furthest(found.quad, one))) < 2, JSON.stringify([found, sheets]));
});

test("a sheet that is not whole in the picture is found as far as it goes, and said to be cut", () => {
  const low = sheet(SMALL, seeded(60), { share: 0.85, turn: 0.05 }).map(({ x, y }) => ({ x, y: y + 95 })) as unknown as Quad;
  const found = find(drawn({ ...base, under: wood, sheets: [low] }), SMALL);
  assert.ok(found?.cut && found.sure < SURE, JSON.stringify(found));
  assert.ok(furthest([found.quad[0], found.quad[1], found.quad[0], found.quad[1]], [low[0], low[1], low[0], low[1]]) < 2);
  assert.ok(Math.abs(found.quad[2].y - SMALL.height) < 2 && Math.abs(found.quad[3].y - SMALL.height) < 2);
});

test("in the larger picture the corners are set to less than a pixel", () => {
  const large = { width: 480, height: 640 };
  const scene = scenes(large, 5).shaded!;
  const grey = drawn(scene);
  const off = scaled(scene.sheets[0]!, 1).map(({ x, y }, n) => ({ x: x + (n % 2 ? 3 : -2), y: y + (n < 2 ? 2 : -3) })) as unknown as Quad;
  assert.ok(furthest(sharpened(grey, large, off, 5), scene.sheets[0]!) < 0.8);
});
