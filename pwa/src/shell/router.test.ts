import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

/** What of a browser's history the router asks for. Going back and forward is heard of later, as in a browser. */
class Past {
  places: { path: string; state: unknown }[] = [{ path: "/c/1/documents/ajouter", state: null }];
  at = 0;
  scrollRestoration = "auto";
  heard: (event: { state: unknown }) => void = () => undefined;

  get state(): unknown {
    return this.places[this.at]?.state;
  }

  replaceState(state: unknown, _: string, path?: string): void {
    this.places[this.at] = { path: path ?? this.path, state };
  }

  pushState(state: unknown, _: string, path?: string): void {
    this.places.splice(this.at + 1, Infinity, { path: path ?? this.path, state });
    this.at += 1;
  }

  back = (): void => this.move(-1);
  forward = (): void => this.move(1);

  get path(): string {
    return this.places[this.at]?.path ?? "";
  }

  private move(by: number): void {
    setTimeout(() => {
      if (!this.places[this.at + by]) return;
      this.at += by;
      this.heard({ state: this.state });
    });
  }
}

let past = new Past();
const there = (name: string, value: unknown) => Object.defineProperty(globalThis, name, { value, configurable: true });
there("location", { get pathname() { return past.path; }, origin: "http://localhost" });
there("scrollY", 0);
there("scrollTo", () => undefined);
there("requestAnimationFrame", () => 0);
there("addEventListener", (name: string, heard: Past["heard"]) => name === "popstate" && (past.heard = heard));
there("history", past);

const { Router } = await import("./router.svelte.ts");
const SCREEN = { load: async () => ({ default: (() => undefined) as never }) };
const ROUTES = ["/c/:carnet/documents/ajouter", "/c/:carnet/documents", "/c/:carnet"].map((path) => ({ path, ...SCREEN }));
const settled = () => new Promise((done) => setTimeout(done, 5));

function started(): InstanceType<typeof Router> {
  const router = new Router();
  router.start(ROUTES, () => null);
  return router;
}

beforeEach(() => {
  past = new Past();
  there("history", past);
});

test("however often one goes back, what lies over the screen is asked, and stays until it goes", async () => {
  const router = started();
  let asked = 0;
  const uncover = router.cover(() => (asked += 1));
  for (let n = 1; n <= 3; n += 1) {
    past.back();
    await settled();
    assert.equal(asked, n);
    assert.equal(past.path, "/c/1/documents/ajouter");
    assert.deepEqual(past.places.map((one) => one.state), [{ depth: 0, scroll: 0 }, { depth: 1, scroll: 0, over: true }]);
  }
  uncover();
  await settled();
  assert.equal(past.at, 0);
  uncover(); // once gone, it does nothing more
  past.forward(); // where it lay is nowhere
  await settled();
  await settled();
  assert.equal(past.at, 0);
  assert.equal(asked, 3);
});

test("going elsewhere from under it leaves one way back, to the screen below", async () => {
  const router = started();
  const uncover = router.cover(() => assert.fail("it has gone"));
  router.go("/c/1/documents");
  uncover();
  await settled();
  assert.deepEqual(past.places.map((one) => one.path), ["/c/1/documents/ajouter", "/c/1/documents"]);
  past.back();
  await settled();
  assert.equal(router.path, "/c/1/documents/ajouter");
  assert.equal(past.at, 0);
});

test("a reload under it leaves no way back that leads nowhere", async () => {
  past.pushState({ depth: 1, scroll: 0 }, "", "/c/1/documents/ajouter");
  started().cover(() => undefined);
  assert.equal(past.at, 2);
  started(); // the page came anew
  await settled();
  assert.equal(past.at, 1);
});
