import assert from "node:assert/strict";
import { test } from "node:test";
import { ACROSS, g4, NEAR, PASS, RUNS } from "./g4";
import { printed, seeded } from "./generated";

/** Reads it back by the standard's own words (T.6 § 2.2): lines against the line above. */
function read(bytes: Uint8Array, width: number, height: number): Uint8Array {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const [white, black] = RUNS.map((codes) => new Map(codes.map((code, n) => [code, n < 64 ? n : (n - 63) * 64]))) as [Map<string, number>, Map<string, number>];
  const modes = new Map<string, number | "pass" | "across">([[PASS, "pass"], [ACROSS, "across"], ...NEAR.map((code, n): [string, number] => [code, n - 3])]);
  let at = 0;
  const next = <T>(codes: Map<string, T>): T => {
    for (let long = 1; long < 14; long += 1) {
      const value = codes.get(bits.slice(at, at + long));
      if (value === undefined) continue;
      at += long;
      return value;
    }
    throw new Error(`no code at bit ${at}`);
  };
  const run = (codes: Map<string, number>): number => {
    let sum = 0;
    for (;;) {
      const long = next(codes);
      sum += long;
      if (long < 64) return sum;
    }
  };
  const out = new Uint8Array(width * height);
  let above: number[] = [];
  for (let row = 0; row < height; row += 1) {
    const changes: number[] = [];
    let [a0, colour] = [-1, 0];
    while (a0 < width) {
      // The first change above, right of a0, that goes into the other colour than the current one.
      const b = above.findIndex((place, n) => place > a0 && n % 2 === colour);
      const [b1, b2] = [b < 0 ? width : above[b]!, b < 0 || b + 1 >= above.length ? width : above[b + 1]!];
      const mode = next(modes);
      if (mode === "pass") a0 = b2;
      else if (mode === "across") {
        const one = Math.max(a0, 0) + run(colour ? black : white);
        a0 = one + run(colour ? white : black);
        changes.push(one, a0);
      } else {
        a0 = b1 + mode;
        changes.push(a0);
        colour = 1 - colour;
      }
    }
    changes.filter((place) => place < width).forEach((place, n, all) => n % 2 === 0 && out.fill(1, row * width + place, row * width + (all[n + 1] ?? width)));
    above = changes.filter((place) => place < width);
  }
  assert.match(bits.slice(at), /^(000000000001){2}0*$/);
  return out;
}

test("what is packed is read back, dot by dot", () => {
  const random = seeded(8);
  for (let round = 0; round < 60; round += 1) {
    const [width, height] = [1 + Math.floor(random() * (round % 10 === 9 ? 6000 : 150)), 1 + Math.floor(random() * 24)];
    const share = [0.5, 0.03, 0.97, 0, 1][round % 5]!;
    const dots = new Uint8Array(width * height);
    let colour = 0;
    dots.forEach((_, n) => {
      if (random() < 0.06) colour = 1 - colour;
      dots[n] = round % 2 ? Number(random() < share) : n > width && random() < 0.9 ? dots[n - width]! : colour;
    });
    assert.deepEqual(read(g4(dots, width, height), width, height), dots, `${width} × ${height}`);
  }
});

test("a printed A4 page at 200 dots an inch is less than 60 KB", () => {
  const [width, height] = [1654, 2339];
  const dots = new Uint8Array(width * height);
  dots.forEach((_, n) => (dots[n] = Number(printed((n % width) / width, Math.floor(n / width) / height))));
  assert.ok(g4(dots, width, height).length < 60 * 1024);
});
