import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, dayName, frenchClock, frenchDay, frenchMoment, localDay, longDay, momentName, monthName, shortDay } from "./dates";
import { loadLocale } from "./index";
import { plural } from "./plural";

Object.assign(globalThis, { document: { documentElement: {} } });
await loadLocale("fr");

const HOUR = 3_600_000;

test("a day of France begins at its midnight, in winter, in summer, and on the days that are shorter or longer", () => {
  assert.equal(frenchDay("2026-11-21T22:59:59Z"), "2026-11-21");
  assert.equal(frenchDay("2026-11-21T23:00:00Z"), "2026-11-22");
  assert.equal(frenchDay("2026-07-14T22:00:00Z"), "2026-07-15");
  assert.equal(frenchDay("2027-03-27T23:00:00Z"), "2027-03-28");
  assert.equal(frenchDay("2027-03-28T22:00:00Z"), "2027-03-29");
  assert.equal(frenchDay("2027-10-31T22:59:59Z"), "2027-10-31");
});

test("beside a day of France stands the hour of France", () => {
  assert.equal(frenchClock("2026-11-21T23:00:00Z"), "0\u202fh");
  assert.equal(frenchClock("2026-07-14T12:05:00Z"), "14\u202fh\u202f05");
});

test("the rule of France is the one of the platform's time zones, around every change of hour of half a century", () => {
  const paris = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris", dateStyle: "short", timeStyle: "short" });
  for (let year = 1996; year < 2046; year += 1) {
    for (const month of [0, 2, 6, 9, 11]) {
      for (let hour = 22 * 24; hour < 32 * 24; hour += month === 2 || month === 9 ? 1 : 13) {
        const at = new Date(Date.UTC(year, month, 1, hour) - 1);
        const [day, time = ""] = paris.format(at).split(" ");
        const [hours, minutes] = time.split(":");
        assert.equal(`${frenchDay(at)} ${frenchClock(at)}`, `${day} ${Number(hours)}\u202fh\u202f${minutes}`, at.toISOString());
      }
    }
  }
});

test("where the phone is, day and hour are those of its own clock", () => {
  const zone = process.env.TZ;
  try {
    for (const [there, day, time] of [["Indian/Reunion", "2026-07-15", "2\u202fh\u202f30"], ["America/Cayenne", "2026-07-14", "19\u202fh\u202f30"], ["Asia/Kolkata", "2026-07-15", "4\u202fh"]]) {
      process.env.TZ = there;
      assert.equal(localDay("2026-07-14T22:30:00Z"), day, there);
      assert.equal(clock("2026-07-14T22:30:00Z"), time, there);
      assert.equal(frenchDay("2026-07-14T22:30:00Z"), "2026-07-15", there);
    }
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test("months, weekdays and plurals are named as the platform's own catalogues name them", async () => {
  for (const [language, tag] of [["fr", "fr-FR"], ["en", "en-GB"]] as const) {
    await loadLocale(language);
    const named = (day: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, { timeZone: "UTC", ...options }).format(new Date(day)).replace(",", "").replace(/\b1 /, language === "fr" ? "1er " : "1 ");
    for (let at = Date.UTC(2025, 0, 1); at < Date.UTC(2026, 0, 1); at += 24 * HOUR) {
      const day = new Date(at).toISOString().slice(0, 10);
      assert.equal(longDay(day), named(day, { day: "numeric", month: "long", year: "numeric" }));
      assert.equal(shortDay(day), named(day, { day: "numeric", month: "short", year: "numeric" }));
      assert.equal(monthName(day.slice(0, 7)), named(day, { month: "long", year: "numeric" }));
      assert.equal(dayName(day, "2027-06-15"), named(day, { weekday: "long", day: "numeric", month: "long", year: "numeric" }));
    }
    const rules = new Intl.PluralRules(tag);
    for (const count of [0, 0.5, 1, 1.5, 2, 3, 21, 1000]) assert.equal(plural(count, "one", "many") === "one", rules.select(count) === "one", `${count}`);
  }
  for (const [at, said] of [["00:05", "12:05 am"], ["11:59", "11:59 am"], ["12:00", "12:00 pm"], ["22:30", "10:30 pm"]]) assert.equal(frenchClock(`2026-01-15T${at}:00+01:00`), said);
  await loadLocale("fr");
});

test("the nearer the day, the shorter its name", () => {
  const now = new Date(2026, 10, 21, 9);
  const at = (day: number, month = 11, year = 2026) => momentName(new Date(year, month - 1, day, 14, 30), now);
  assert.equal(at(21), "aujourd’hui 14\u202fh\u202f30");
  assert.equal(at(20), "hier 14\u202fh\u202f30");
  assert.equal(at(22), "demain 14\u202fh\u202f30");
  assert.equal(at(17), "mardi 14\u202fh\u202f30");
  assert.equal(at(14), "14 novembre");
  assert.equal(at(1), "1er novembre");
  assert.equal(at(3, 11, 2025), "3 novembre 2025");
  assert.equal(dayName("2026-11-03", "2026-11-21"), "mardi 3 novembre");
});

test("when the clocks of France show an hour, through both of their changes", () => {
  const at = (day: string, hour: string): string => frenchMoment(day, hour).toISOString();
  assert.equal(at("2026-11-20", "23:00"), "2026-11-20T22:00:00.000Z");
  assert.equal(at("2026-07-14", "00:30"), "2026-07-13T22:30:00.000Z");
  assert.equal(at("2026-10-25", "02:30"), "2026-10-25T00:30:00.000Z", "shown twice: the first time");
  assert.equal(at("2026-03-29", "02:30"), "2026-03-29T01:30:00.000Z", "never shown: half an hour after it would have been");
});
