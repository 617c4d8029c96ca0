// SPDX-License-Identifier: Apache-2.0
// Two dates of one state (what came, what stayed, what went), or two states (who is tied to whom).
import { all } from "../api";
import { changed, clocks, to } from "../address";
import { compare, partners } from "../comparing";
import { words } from "../dates";
import { h, type Child } from "../dom";
import { go } from "../go";
import type { View } from "../page";
import { evidenceButton } from "../parts/drawer";
import { finder } from "../parts/finder";
import { nameLink, withNames } from "../parts/names";
import { kindWords, nameOf, phrase } from "../parts/phrase";
import { sheet } from "../parts/table";
import type { Fact, Names } from "../shapes";

const kKinds = ["diplomatic-relations", "recognition", "mission", "accreditation", "membership", "agreement", "visit", "cooperation", "dispute"];

function dates(at: { query: URLSearchParams }): HTMLElement {
  const form = h("form", { class: "inline", "aria-label": "Two dates" }, (["first", "second"] as const).map((name) => h("label", {}, h("span", { class: "soft" }, name === "first" ? "Between " : "and "), h("input", { name, size: 10, value: at.query.get(name) ?? "", placeholder: name === "first" ? "1995" : "2010", autocomplete: "off" }))), h("button", { type: "submit", class: "quiet" }, "Compare"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(form);
    go(changed({ first: String(data.get("first")).trim() || null, second: String(data.get("second")).trim() || null }));
  });
  return form;
}

const whoElse = (about: readonly string[]): HTMLElement => finder({ label: about.length === 0 ? "A state" : "With which other", choose: (one) => go(to("compare", [...about.slice(0, 1), one.value].filter((value, i, both) => both.indexOf(value) === i))) });

type Line = { group: string; kind: string; fact: Fact };

function factsTable(caption: string, lines: readonly Line[], names: Names, self: ReadonlySet<string>): ReturnType<typeof sheet<Line>> {
  return sheet<Line>(
    caption,
    [
      { head: "Where", cell: (one) => one.group },
      { head: "Kind", cell: (one) => kindWords(one.kind) },
      { head: "Fact", cell: (one) => withNames(phrase(one.fact, names), names, self), text: (one) => phrase(one.fact, names) },
      { head: "Evidence", cell: (one) => evidenceButton(one.fact.statements), text: (one) => one.fact.statements.map((said) => said.id).join(" ") },
    ],
    lines,
  );
}

export const view: View = async (at, signal) => {
  const [a, b] = at.about;
  if (!a) return { title: "Compare", lede: "Two dates of one state, or two states at one date.", clocks: false, body: h("div", { class: "controls" }, whoElse([])) };
  const base = clocks(at);
  if (b) {
    const [one, other] = await Promise.all([a, b].map((value) => all<Fact>("facts", { a: value, ...base }, signal)));
    const names = { ...one!.names, ...other!.names };
    const mine = partners(one!.items, a);
    const theirs = partners(other!.items, b);
    const rows = kKinds
      .filter((kind) => mine.has(kind) || theirs.has(kind))
      .map((kind) => {
        const left = mine.get(kind) ?? new Map<string, Fact>();
        const right = theirs.get(kind) ?? new Map<string, Fact>();
        const by = (values: Iterable<string>): string[] => [...values].sort((x, y) => nameOf(x, names).localeCompare(nameOf(y, names)));
        return { kind, left: by([...left.keys()].filter((value) => !right.has(value))), both: by([...left.keys()].filter((value) => right.has(value))), right: by([...right.keys()].filter((value) => !left.has(value))) };
      });
    const list = (values: readonly string[]): Child => (values.length === 0 ? h("span", { class: "soft" }, "–") : values.map((value, i) => [i > 0 && ", ", names[value] ? nameLink(value, names[value]) : value]));
    const plain = (values: readonly string[]): string => values.map((value) => nameOf(value, names)).join("; ");
    const table = sheet(
      `Who is tied to whom${at.query.get("as-of") ? `, as of ${words(at.query.get("as-of")!)}` : ""}`,
      [
        { head: "Kind", cell: (row) => kindWords(row.kind) },
        { head: `Only ${nameOf(a, names)}`, cell: (row) => list(row.left), text: (row) => plain(row.left) },
        { head: "Both", cell: (row) => list(row.both), text: (row) => plain(row.both) },
        { head: `Only ${nameOf(b, names)}`, cell: (row) => list(row.right), text: (row) => plain(row.right) },
      ],
      rows,
      "That a state is not named here says only that no document names it.",
    );
    return { title: `${nameOf(a, names)} and ${nameOf(b, names)} compared`, wide: true, answer: one!, sheet: table, body: [h("div", { class: "controls" }, whoElse([a]), h("a", { href: to("dossier", [a, b]) }, "their dossier")), table.element] };
  }
  const first = at.query.get("first");
  const second = at.query.get("second");
  if (!first || !second) {
    const known = await all<Fact>("facts", { a, kind: "capital", known: base["known"], pin: base["pin"] }, signal).catch(() => null);
    return { title: `Compare: ${nameOf(a, known?.names)}`, lede: "Two dates, or another state.", clocks: false, body: h("div", { class: "controls" }, dates(at), h("span", { class: "soft" }, "or"), whoElse([a])) };
  }
  const [then, later] = await Promise.all([first, second].map((date) => all<Fact>("facts", { a, ...base, "as-of": date }, signal)));
  const names = { ...then!.names, ...later!.names };
  const keep = (facts: readonly Fact[]): Fact[] => facts.filter((fact) => kKinds.includes(fact.kind));
  const compared = compare(keep(then!.items), keep(later!.items));
  const groups: [string, Fact[]][] = [
    [`came by ${words(second)}`, compared.second],
    [`gone by ${words(second)}`, compared.first],
    ["at both", compared.both],
  ];
  const table = factsTable(`${nameOf(a, names)} in ${words(first)} and in ${words(second)}`, groups.flatMap(([group, facts]) => facts.map((fact) => ({ group, kind: fact.kind, fact }))), names, new Set([a]));
  return {
    title: `${nameOf(a, names)}: ${words(first)} and ${words(second)}`,
    lede: groups.map(([group, facts]) => `${facts.length} ${group}`).join(", "),
    wide: true,
    clocks: false,
    answer: then!,
    sheet: table,
    body: [h("div", { class: "controls" }, dates(at), whoElse([a])), table.element],
  };
};
