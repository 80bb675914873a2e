import assert from "node:assert/strict";
import { test } from "node:test";
import { frenchDay } from "../../i18n/dates";
import { loadLocale } from "../../i18n";
import { corrected, hourOf, hoursOf, isElsewhere, lastAt, momentNear, moments } from "./moments";

Object.assign(globalThis, { document: { documentElement: {} } });
await loadLocale("fr");

const local = (day: string, time: string): string => new Date(`${day}T${time}`).toISOString();

function inZone(zone: string, run: () => void): void {
  const before = process.env.TZ;
  try {
    process.env.TZ = zone;
    run();
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}
const inParis = (name: string, run: () => void) => test(name, () => inZone("Europe/Paris", run));

inParis("a night typed in the morning began the evening before, and a seizure may pass midnight", () => {
  const now = new Date("2026-11-20T09:00:00");
  const at = (day: string, hour: string): string => local(day, `${hour}:00`);
  assert.deepEqual(moments("sleep", "2026-11-20", "21:10", "06:30", now), { happened_at: at("2026-11-19", "21:10"), ended_at: at("2026-11-20", "06:30") });
  assert.deepEqual(moments("sleep", "2026-11-20", "13:00", "14:00", new Date("2026-11-20T15:00:00")), { happened_at: at("2026-11-20", "13:00"), ended_at: at("2026-11-20", "14:00") });
  assert.equal(moments("sleep", "2026-11-20", "21:10", "", now)?.happened_at, at("2026-11-19", "21:10"));
  assert.deepEqual(moments("seizure", "2026-11-20", "23:58", "00:02", now), { happened_at: at("2026-11-20", "23:58"), ended_at: at("2026-11-21", "00:02") });
  assert.equal(moments("meal", "2026-11-20", "", "", now), null);
});

inParis("an hour typed of a dose is the one that can be of it, and never to come", () => {
  const near = (hour: string, now: string): string | undefined => momentNear({ day: "2026-11-20", time: "23:00" }, hour, new Date(now))?.toISOString();
  assert.equal(near("00:10", "2026-11-21T00:12:00"), local("2026-11-21", "00:10:00"));
  assert.equal(near("23:40", "2026-11-21T00:12:00"), local("2026-11-20", "23:40:00"));
  assert.equal(near("09:00", "2026-11-20T09:00:00"), local("2026-11-20", "09:00:00"));
  assert.equal(near("00:10", "2026-11-25T10:00:00"), local("2026-11-21", "00:10:00"), "noted days later");
  assert.equal(near("11:00", "2026-11-25T10:00:00"), local("2026-11-21", "11:00:00"), "twelve hours either way: late rather than early");
  const said = (hour: string, now: string): string | undefined => momentNear({ day: "2026-11-20", time: "08:00" }, hour, new Date(now))?.toISOString();
  assert.equal(said("20:30", "2026-11-20T20:30:00"), local("2026-11-20", "20:30:00"), "noted in the evening: not given the evening before");
  assert.equal(said("02:30", "2026-11-20T02:30:00"), local("2026-11-20", "02:30:00"));
  assert.equal(said("23:30", "2026-11-20T09:00:00"), local("2026-11-19", "23:30:00"), "of this evening it cannot be yet");
  // The clock goes back that night: of a dose of 20 h, 14 h is near the next one from an hour later on.
  const night = (hour: string): string | undefined => momentNear({ day: "2026-10-24", time: "20:00" }, hour, new Date("2026-10-27T10:00:00"))?.toISOString();
  assert.deepEqual([night("13:59"), night("14:00")], [local("2026-10-25", "13:59:00"), local("2026-10-24", "14:00:00")]);
});

inParis("an hour that is corrected of a dose stays near it, however late it had been noted", () => {
  const noon = { day: "2026-11-20", time: "12:00" };
  const put = (hour: string, noted: string, now = "2026-11-21T15:00:00"): string | undefined => momentNear(noon, hour, new Date(now), new Date(noted))?.toISOString();
  assert.equal(put("12:30", "2026-11-20T20:30:00"), local("2026-11-20", "12:30:00"), "eight hours back, the day after");
  assert.equal(put("08:00", "2026-11-20T20:30:00"), local("2026-11-20", "08:00:00"), "twelve and a half hours back");
  assert.equal(put("00:15", "2026-11-20T23:50:00"), local("2026-11-21", "00:15:00"));
  // Noted much too early, as somebody may do: near what was noted, and not the day after.
  assert.equal(put("04:45", "2026-11-20T05:30:00"), local("2026-11-20", "04:45:00"));
});

inParis("an hour that nobody touched is the one of now", () => {
  assert.equal(lastAt("20:30", new Date("2026-11-20T20:30:40"))?.toISOString(), local("2026-11-20", "20:30:00"));
  assert.equal(lastAt("23:58", new Date("2026-11-21T00:05:00"))?.toISOString(), local("2026-11-20", "23:58:00"), "the form was left open over midnight");
});

inParis("an evening's « endormi » that is completed in the morning keeps its evening", () => {
  const evening = { happened_at: local("2026-11-19", "21:10:00"), ended_at: null };
  assert.deepEqual(corrected("sleep", evening, "21:10", "07:00"), { happened_at: evening.happened_at, ended_at: local("2026-11-20", "07:00:00") });
  assert.equal(corrected("sleep", evening, "00:15", "07:00")?.happened_at, local("2026-11-20", "00:15:00"));
  const morning = { happened_at: local("2026-11-20", "07:00:00"), ended_at: local("2026-11-20", "07:00:00") };
  assert.deepEqual(hoursOf("sleep", morning), { began: "", ended: "07:00" });
  assert.deepEqual(corrected("sleep", morning, "21:10", "07:00"), { happened_at: local("2026-11-19", "21:10:00"), ended_at: morning.ended_at });
  assert.deepEqual(corrected("sleep", morning, "", "07:30"), { happened_at: local("2026-11-20", "07:30:00"), ended_at: local("2026-11-20", "07:30:00") });
});

inParis("an hour that is not touched keeps its seconds", () => {
  const timed = { happened_at: local("2026-11-20", "10:02:10"), ended_at: local("2026-11-20", "10:02:50") };
  assert.deepEqual(corrected("seizure", timed, "10:02", "10:02"), timed);
  assert.deepEqual(corrected("seizure", timed, "10:02", "10:04"), { ...timed, ended_at: local("2026-11-20", "10:04:00") });
  assert.deepEqual(corrected("seizure", timed, "10:01", "10:02"), { ...timed, happened_at: local("2026-11-20", "10:01:00") });
  assert.equal(corrected("meal", { ...timed, ended_at: null }, "00:10", "")?.happened_at, local("2026-11-20", "00:10:00"));
});

test("where the phone is elsewhere, an hour it shows stands on the day of France that the sheet is of", () => {
  for (const zone of ["Indian/Reunion", "America/Cayenne", "Pacific/Noumea", "Europe/Paris"]) {
    inZone(zone, () => {
      for (const hour of ["00:30", "08:00", "21:30", "23:30"]) {
        const made = moments("meal", "2026-07-15", hour, "", new Date("2026-07-20T12:00:00Z"));
        assert.deepEqual([frenchDay(made?.happened_at ?? ""), hourOf(made?.happened_at ?? "")], ["2026-07-15", hour], zone);
      }
      assert.equal(isElsewhere(new Date("2026-07-15T12:00:00Z")), zone !== "Europe/Paris");
    });
  }
});
