import assert from "node:assert/strict";
import { test } from "node:test";
import type { AccessModel, ConsentText } from "../../api/types";
import { choose, goodAddress, invitation, missing, NOTHING, onScreen, textFor, withRights, type Giving } from "./giving";
import { PARENT } from "./models";
import { withLevel } from "./rights";

const TODAY = "2026-11-21";
const SPEECH: AccessModel = {
  key: "speech_therapist",
  name: "Orthophoniste",
  group: "care",
  profile: "professional",
  period: "open",
  secrecy: "medical",
  secrecy_text: "…",
  secrecy_source: "CSP L.1110-4",
  verified: true,
  rights: { identity: ["read"], emergency: ["read"], "documents.paramedical": ["read", "add"] },
  reasons: {},
};
const TEXT: ConsentText = { key: "give", version: "1", language: "fr", text: "J’ouvre…", sha256: "0".repeat(64) };
const ASKED: Giving = { ...choose(NOTHING, SPEECH.key, SPEECH.period), name: " Sophie Bernard ", email: "sophie@example.org", message: "Bonjour" };

test("in front of the person, no address goes along; at a distance, theirs and the word", () => {
  const here = invitation(ASKED, SPEECH, "orthophoniste", "here", TODAY, TEXT);
  assert.equal(here.email, "");
  assert.equal(here.message, "");
  assert.equal(here.name, "Sophie Bernard");
  assert.equal(here.profession, "orthophoniste");
  assert.deepEqual(here.rights, SPEECH.rights);
  const away = invitation(ASKED, SPEECH, "orthophoniste", "address", TODAY, TEXT);
  assert.equal(away.email, "sophie@example.org");
  assert.equal(away.message, "Bonjour");
});

test("the text that was on the screen goes along, by its version and digest; each kind has its own", () => {
  assert.deepEqual(invitation(ASKED, SPEECH, "orthophoniste", "here", TODAY, TEXT).consent, { version: "1", language: "fr", sha256: "0".repeat(64) });
  const all: ConsentText = { ...TEXT, key: "give_all" };
  assert.equal(textFor([TEXT, all], "give_all"), all);
  assert.equal(textFor([TEXT, all], "give"), TEXT);
  assert.equal(textFor([], "give"), null);
});

test("what was agreed to is what was on the screen: another text, proposal, day or name is not", () => {
  const agreed = onScreen(ASKED, SPEECH, TEXT, TODAY);
  assert.equal(onScreen({ ...ASKED, email: "other@example.org", message: "Autre mot" }, SPEECH, TEXT, "2026-11-25"), agreed);
  const widened = { ...SPEECH, rights: withLevel(SPEECH.rights, ["photos"], "both") };
  const brief = { ...ASKED, period: "consultation" as const };
  for (const other of [
    onScreen(ASKED, SPEECH, { ...TEXT, sha256: "1".repeat(64) }, TODAY),
    onScreen(ASKED, widened, TEXT, TODAY),
    onScreen({ ...ASKED, name: "Sophie Martin" }, SPEECH, TEXT, TODAY),
    onScreen({ ...ASKED, reason: "bilan" }, SPEECH, TEXT, TODAY),
    onScreen({ ...ASKED, model: PARENT }, null, TEXT, TODAY),
  ])
    assert.notEqual(other, agreed);
  assert.notEqual(onScreen(brief, SPEECH, TEXT, TODAY), onScreen(brief, SPEECH, TEXT, "2026-11-22"));
});

test("what was changed goes; back at the proposal, nothing is changed", () => {
  const narrower = withRights(ASKED, SPEECH, withLevel(SPEECH.rights, ["emergency"], "none"));
  assert.deepEqual(invitation(narrower, SPEECH, "orthophoniste", "here", TODAY, TEXT).rights, { identity: ["read"], "documents.paramedical": ["read", "add"] });
  assert.equal(withRights(narrower, SPEECH, withLevel(narrower.rights ?? {}, ["emergency"], "read")).rights, null);
});

test("another choice of person forgets what was changed for the first", () => {
  const changed = withRights({ ...ASKED, given: "agreed" }, SPEECH, withLevel(SPEECH.rights, ["photos"], "both"));
  const other = choose(changed, "teacher", "open");
  assert.equal(other.rights, null);
  assert.equal(other.given, "");
  assert.equal(other.name, changed.name);
  assert.equal(choose(changed, SPEECH.key, "open"), changed);
});

test("another representative has everything, without an end; an unknown model is never taken for one", () => {
  const parent = invitation({ ...ASKED, model: PARENT, period: "until", until: "2027-01-01" }, null, "", "address", TODAY, TEXT);
  assert.equal(parent.profile, "representative");
  assert.equal(parent.until, null);
  assert.equal(parent.rights, null);
  assert.equal(parent.model, "");
  assert.throws(() => invitation({ ...ASKED, model: "gone" }, null, "", "here", TODAY, TEXT));
});

test("a name is wanted, and a day where the period has one", () => {
  assert.deepEqual(missing({ ...ASKED, name: "  " }, TODAY), { name: "required" });
  assert.deepEqual(missing({ ...ASKED, period: "stay" }, TODAY), { until: "missing" });
  assert.deepEqual(missing({ ...ASKED, period: "until", until: "2026-11-20" }, TODAY), { until: "past" });
  assert.deepEqual(missing(ASKED, TODAY), {});
  assert.ok(goodAddress(" a@b.fr "));
  assert.ok(!goodAddress("a@b"));
});
