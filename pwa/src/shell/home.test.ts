import assert from "node:assert/strict";
import { test } from "node:test";
import { homeAt } from "./home.ts";

const ONE = "019dc452-3348-7592-a351-af03ef4e4051";

test("the notebook whose home an address opens", () => {
  assert.equal(homeAt(`/c/${ONE}`, null), ONE);
  assert.equal(homeAt("/", ONE), ONE);
  assert.equal(homeAt("/", null), null);
  assert.equal(homeAt(`/c/${ONE}/images`, ONE), null);
  assert.equal(homeAt("/c/../me", ONE), null);
});
