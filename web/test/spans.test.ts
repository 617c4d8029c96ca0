// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import test from "node:test";
import { dayOf } from "../src/dates";
import { missionPoints, spread, tied } from "../src/map/layers";
import type { Fact, Moment, Point } from "../src/shapes";
import { extent, spans, years } from "../src/spans";

const fact = (id: string, roles: Fact["roles"] = {}, more: Partial<Fact> = {}): Fact => ({
  kind: "mission",
  roles,
  time: {},
  polarity: true,
  statements: [{ id, source: { document: "d", from: 0, to: 1, quote: "q" } }],
  ...more,
});
const moment = (of: Fact, point: Point, date: string): Moment => ({ date, earliest: null, latest: null, point, fact: of });

test("moments of one fact are one bar, with open ends where none is said", () => {
  const a = fact("st:1");
  const [bar, event, held, ended] = spans(
    [moment(a, "began", "1992"), moment(fact("st:2"), "happened", "1995-03"), moment(a, "ended", "2001-05-06"), moment(fact("st:3"), "held", "2004"), moment(fact("st:4"), "ended", "../2005")],
    new Set(["st:2"]),
  );
  assert.deepEqual(bar!.start, { first: dayOf(1992, 1, 1), last: dayOf(1992, 12, 31) });
  assert.deepEqual(bar!.end, { first: dayOf(2001, 5, 6), last: dayOf(2001, 5, 6) });
  assert.equal(bar!.shape, "bar");
  assert.equal(bar!.contested, false);
  assert.equal(event!.shape, "event");
  assert.equal(event!.contested, true);
  assert.equal(held!.shape, "held");
  assert.equal(ended!.start, null);
  assert.equal(ended!.end!.first, -Infinity);
  const [first, last] = extent([bar!, event!, held!, ended!], 0);
  assert.ok(first < dayOf(1992, 1, 1) && last > dayOf(2005, 12, 31) && Number.isFinite(first));
});

test("axes have round years and not too many", () => {
  assert.deepEqual(years(dayOf(1991, 6, 1), dayOf(1996, 6, 1), 10), [1992, 1993, 1994, 1995, 1996]);
  assert.deepEqual(years(dayOf(1648, 1, 1), dayOf(2020, 1, 1), 8), [1650, 1700, 1750, 1800, 1850, 1900, 1950, 2000]);
});

test("missions stand in their city, else in the capital; what has no place is told", () => {
  const where = {
    city: (state: string, name: string) => (state === "KAZ" && name === "Almaty" ? ([77, 43] as [number, number]) : null),
    state: (state: string) => (state === "KAZ" ? ([71, 51] as [number, number]) : null),
  };
  const { points, unplaced } = missionPoints(
    [
      fact("1", { sender: "ARM", host: "KAZ", type: "embassy", city: "Almaty" }),
      fact("2", { sender: "FRA", host: "KAZ", type: "embassy" }),
      fact("3", { sender: "KAZ", host: "ATLANTIS", type: "embassy" }),
      fact("4", { sender: "USA", host: "KAZ", type: "embassy" }, { polarity: false }),
      fact("5", { sender: "ITA", host: "KAZ", type: "embassy", action: "closed" }),
      fact("6", { sender: "LVA", host: "KAZ", via: "KAZ" }, { kind: "accreditation" }),
    ],
    "KAZ",
    where,
  );
  assert.deepEqual(points.map((point) => [point.type, point.direction, point.at[0], point.known, point.seat?.[0] ?? null]), [
    ["embassy", "received", 77, true, null],
    ["embassy", "received", 71, false, null],
    ["accreditation", "received", 71, true, 71],
  ]);
  assert.deepEqual(unplaced.map((one) => one.statements[0]!.id), ["3"]);
  assert.equal(spread(1)[0]![0], 0);
  assert.equal(new Set(spread(40).map(String)).size, 40);
  assert.deepEqual([...tied([fact("7", { a: "KAZ", b: "ARM" })], "KAZ").keys()], ["ARM"]);
});
