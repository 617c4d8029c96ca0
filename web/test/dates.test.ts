// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import test from "node:test";
import { bounds, dayOf, isoOf, timeWords, words } from "../src/dates";

test("dates are written out as precisely as they were said", () => {
  assert.equal(words("1992-08-27"), "27 August 1992");
  assert.equal(words("1992-10"), "October 1992");
  assert.equal(words("1992"), "1992");
  assert.equal(words("195X"), "the 1950s");
  assert.equal(words("1992~"), "about 1992");
  assert.equal(words("1992?"), "1992 (uncertain)");
  assert.equal(words("../2005"), "by 2005");
  assert.equal(words("1991/.."), "1991 or later");
  assert.equal(words("2006-11-13/2006-11-14"), "13 November 2006 – 14 November 2006");
  assert.equal(words("<b>"), "<b>");
  assert.equal(timeWords({ since: "1992", until: ".." }), "since 1992, ended, when is not said");
  assert.equal(timeWords({}), "");
});

test("bounds are the days that a date may mean", () => {
  assert.deepEqual(bounds("1992"), { first: dayOf(1992, 1, 1), last: dayOf(1992, 12, 31) });
  assert.deepEqual(bounds("1992-02"), { first: dayOf(1992, 2, 1), last: dayOf(1992, 2, 29) });
  assert.deepEqual(bounds("195X"), { first: dayOf(1950, 1, 1), last: dayOf(1959, 12, 31) });
  assert.deepEqual(bounds("../2005"), { first: -Infinity, last: dayOf(2005, 12, 31) });
  assert.deepEqual(bounds("1991/.."), { first: dayOf(1991, 1, 1), last: Infinity });
  assert.equal(bounds("soon"), null);
  assert.equal(bounds("1992-13"), null);
  assert.equal(isoOf(dayOf(1648, 10, 24)), "1648-10-24");
});
