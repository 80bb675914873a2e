import assert from "node:assert/strict";
import { test } from "node:test";
import type { FilmOfGait, Treatment } from "./api";
import { around, stretches } from "./between";

const film = (id: string, taken_at: string, seen_from: string | null = null, worn: string[] = []) => ({ capture: { id, taken_at, seen_from, worn }, measures: 0 }) as unknown as FilmOfGait;
const treated = (id: string, day: string) => ({ id, said: { day } }) as Treatment;
const ids = (films: (FilmOfGait | null)[]) => films.map((one) => one?.capture.id ?? null).join(" ");

const FILMS = [
  film("late", "2026-11-14T10:00:00Z", "left", ["barefoot"]),
  film("soon", "2026-10-13T10:00:00Z", "front", ["shoes"]),
  film("morning", "2026-10-12T07:00:00Z", "front", ["barefoot"]),
  film("before", "2026-10-03T10:00:00Z", "left", ["barefoot"]),
  film("spring", "2026-03-01T10:00:00Z"),
];
const TOXIN = treated("toxin", "2026-10-12");
const SPLINT = treated("splint", "2026-05-02");

test("films lie between treatments, those of its own day before it", () => {
  assert.deepEqual(
    stretches(FILMS, [SPLINT, TOXIN]).map(({ treatment, films }) => [treatment?.id ?? null, ids(films)]),
    [["toxin", "late soon"], ["splint", "morning before"], [null, "spring"]],
  );
  // Half past midnight in France: the day after, though not yet in UTC.
  assert.equal(ids(stretches([film("night", "2026-10-12T22:30:00Z")], [TOXIN])[0]!.films), "night");
});

test("the two to compare are the nearest that were filmed alike", () => {
  const found = around(FILMS, [TOXIN, SPLINT], TOXIN);
  assert.equal(ids(found.before), "morning before");
  assert.equal(ids(found.after), "soon late");
  assert.deepEqual([ids(found.pair), found.alike], ["before late", true]);
});

test("else the nearest of all, and whether they differ is said only when both say it", () => {
  const differ = around(FILMS.filter(({ capture }) => capture.id !== "late"), [TOXIN, SPLINT], TOXIN);
  assert.deepEqual([ids(differ.pair), differ.alike], ["morning soon", false]);
  assert.deepEqual(around(FILMS, [TOXIN, SPLINT], SPLINT).alike, null);
  assert.deepEqual(around([], [TOXIN], TOXIN).pair, [null, null]);
});
