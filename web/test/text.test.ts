// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import test from "node:test";
import { parse } from "../src/address";
import { csv } from "../src/csv";
import { pieces } from "../src/marking";
import { languageOf, partsOf } from "../src/parts/names";

test("ranges count code points and may overlap", () => {
  const text = "a𝒷c def";
  assert.deepEqual(
    pieces(text, [
      { from: 1, to: 3, of: "x" },
      { from: 2, to: 5, of: "y" },
    ]).map((piece) => [piece.text, piece.of.join("")]),
    [
      ["a", ""],
      ["𝒷", "x"],
      ["c", "xy"],
      [" d", "y"],
      ["ef", ""],
    ],
  );
  assert.deepEqual(pieces("", []), []);
  assert.equal(pieces("short", [{ from: 2, to: 900, of: 1 }]).map((piece) => piece.text).join(""), "short");
});

test("names are found whole, the longest first, in any script", () => {
  const names = { NER: "Niger", NGA: "Nigeria", "": "x", KAZ: "Казахстан" };
  assert.deepEqual(partsOf("Nigeria, Niger and Nigerians; Казахстан", names), [
    { value: "NGA", words: "Nigeria" },
    ", ",
    { value: "NER", words: "Niger" },
    " and Nigerians; ",
    { value: "KAZ", words: "Казахстан" },
  ]);
  assert.deepEqual(partsOf("Niger", names, new Set(["NER"])), ["Niger"]);
  assert.deepEqual(partsOf("(a+b)* fits", { X: "(a+b)*" }), [{ value: "X", words: "(a+b)*" }, " fits"]);
  assert.equal(languageOf("نور سلطان"), "ar");
  assert.equal(languageOf("Astana"), null);
});

test("cells are quoted, and none is a formula", () => {
  assert.equal(csv([["a", 'say "x"'], ["=1+1", "-5"], ["@x", "two\nlines"]]), 'a,"say ""x"""\r\n\'=1+1,-5\r\n\'@x,"two\nlines"\r\n');
});

test("an address names view, what it is about, and dates", () => {
  const at = parse(new URL("http://localhost/dossier/KAZ/Nursultan%20Nazarbayev?as-of=1995&pin=0a#note-3"));
  assert.equal(at.view, "dossier");
  assert.deepEqual(at.about, ["KAZ", "Nursultan Nazarbayev"]);
  assert.equal(at.query.get("as-of"), "1995");
  assert.equal(at.hash, "note-3");
  assert.deepEqual(parse(new URL("http://localhost/dossier/%E0%A4%A")).about, ["%E0%A4%A"]);
});
