import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { Sha256 } from "./sha256";

const text = (value: string) => new TextEncoder().encode(value);

test("the vectors of the standard", () => {
  assert.equal(new Sha256().hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  assert.equal(new Sha256().update(text("abc")).hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert.equal(
    new Sha256().update(text("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")).hex(),
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  );
});

test("cut anywhere, it is the same as the machine's own", () => {
  const bytes = Uint8Array.from({ length: 3000 }, (_, index) => (index * 31 + (index >> 3)) & 255);
  for (const length of [1, 55, 56, 63, 64, 65, 119, 120, 128, 1000, 3000]) {
    const wanted = createHash("sha256").update(bytes.subarray(0, length)).digest("hex");
    for (const piece of [1, 7, 64, 100, 3000]) {
      const sum = new Sha256();
      for (let at = 0; at < length; at += piece) sum.update(bytes.subarray(at, Math.min(at + piece, length)));
      assert.equal(sum.hex(), wanted, `${length} bytes by ${piece}`);
    }
  }
});
