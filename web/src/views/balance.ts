// SPDX-License-Identifier: Apache-2.0
// What ties a state to each of several partners, year by year, and how evenly. Ranges stay ranges, unknown stays a gap.
import { get } from "../api";
import { changed, to } from "../address";
import { h, s, type Child } from "../dom";
import { go } from "../go";
import type { View } from "../page";
import { evidenceButton } from "../parts/drawer";
import { finder } from "../parts/finder";
import { kindWords, nameOf } from "../parts/phrase";
import { sheet, twin } from "../parts/table";
import type { List, Names } from "../shapes";

type Reach = readonly [number, number] | null;

interface Year {
  state: string;
  year: number;
  evenness: Reach;
  components: readonly { kind: string; evenness: Reach; poles: readonly { pole: string; amount: Reach; statements: readonly string[] }[] }[];
}

const kWidth = 1000;
const kLeft = 150;
const kRight = 150;
const kPanel = 110;

const number = (value: number): string => (value >= 1e6 ? value.toLocaleString("en", { notation: "compact" }) : String(Math.round(value * 1000) / 1000));
const reach = (of: Reach): string => (of === null ? "?" : of[0] === of[1] ? number(of[0]) : `${number(of[0])}–${number(of[1])}`);

// One panel: a band from the least to the most for each line, its own dash and a name at its end.
function panel(top: number, title: string, years: readonly number[], lines: readonly { name: string; values: readonly Reach[] }[], most: number): Child {
  const x = (year: number): number => kLeft + (years.length < 2 ? 0.5 : (year - years[0]!) / (years[years.length - 1]! - years[0]!)) * (kWidth - kLeft - kRight);
  const y = (value: number): number => top + kPanel - 22 - (value / (most || 1)) * (kPanel - 38);
  const marks: Child[] = [
    s("text", { x: 0, y: top + 24, class: "kind" }, title),
    [0, most].map((value) => [s("line", { x1: kLeft, x2: kWidth - kRight, y1: y(value), y2: y(value), class: "rule" }), s("text", { x: kLeft - 8, y: y(value) + 4, class: "axis", "text-anchor": "end" }, number(value))]),
  ];
  const ends = lines.map((line) => line.values.reduce<number>((last, value) => (value ? value[1] : last), -1));
  const places = ends.map((end, i) => ({ i, at: y(Math.max(0, end)) })).sort((a, b) => a.at - b.at);
  places.forEach((place, i) => {
    if (i > 0) place.at = Math.max(place.at, places[i - 1]!.at + 14);
  });
  lines.forEach((line, i) => {
    let run: { year: number; value: readonly [number, number] }[] = [];
    const runs = [] as (typeof run)[];
    line.values.forEach((value, j) => {
      if (value) run.push({ year: years[j]!, value });
      if ((!value || j === line.values.length - 1) && run.length > 0) {
        runs.push(run);
        run = [];
      }
    });
    for (const own of runs) {
      const upper = own.map((one) => `${x(one.year)},${y(one.value[1])}`);
      const lower = own.map((one) => `${x(one.year)},${y(one.value[0])}`).reverse();
      marks.push(s("path", { d: `M${[...upper, ...lower].join("L")}Z`, class: `band pole-${i % 4}` }), s("path", { d: `M${upper.join("L")}M${lower.join("L")}`, class: `line pole-${i % 4}` }));
      if (own.length === 1) marks.push(s("circle", { cx: x(own[0]!.year), cy: y((own[0]!.value[0] + own[0]!.value[1]) / 2), r: 2.5, class: `point pole-${i % 4}` }));
    }
    if (line.name && runs.length > 0) {
      const at = places.find((place) => place.i === i)!.at;
      marks.push(s("path", { d: `M${kWidth - kRight + 6},${at}h18`, class: `line pole-${i % 4}` }), s("text", { x: kWidth - kRight + 30, y: at + 4, class: "label" }, line.name));
    }
  });
  return marks;
}

function chart(rows: readonly Year[], poles: readonly string[], names: Names): SVGSVGElement {
  const years = rows.map((row) => row.year);
  const kinds = rows[0]?.components.map((one) => one.kind) ?? [];
  const height = (kinds.length + 1) * kPanel + 24;
  const svg = s("svg", { class: "timeline chart", viewBox: `0 0 ${kWidth} ${height}`, role: "img", "aria-label": `Balance from ${years[0]} to ${years[years.length - 1]}; the table below has the numbers.` });
  const add = (child: Child): void => {
    for (const one of [child].flat(9) as Child[]) if (one instanceof Node) svg.append(one);
  };
  add(panel(0, "Evenness", years, [{ name: "", values: rows.map((row) => row.evenness) }], 1));
  kinds.forEach((kind, k) => {
    const values = poles.map((pole) => rows.map((row) => row.components[k]?.poles.find((one) => one.pole === pole)?.amount ?? null));
    const most = values.flat().reduce((a, value) => Math.max(a, value?.[1] ?? 0), 1);
    add(panel((k + 1) * kPanel, kindWords(kind), years, poles.map((pole, i) => ({ name: nameOf(pole, names), values: values[i]! })), most));
  });
  const step = Math.max(1, Math.ceil(years.length / 12));
  years.forEach((year, i) => {
    if (i % step === 0) svg.append(s("text", { x: kLeft + (years.length < 2 ? 0.5 : i / (years.length - 1)) * (kWidth - kLeft - kRight), y: height - 6, class: "axis", "text-anchor": "middle" }, String(year)));
  });
  return svg;
}

export const view: View = async (at, signal) => {
  const [state, ...poles] = at.about;
  const choose = finder({ label: state ? "Add a partner" : "Whose balance", choose: (one) => go(to("balance", [...at.about.filter((value) => value !== one.value), one.value], { from: at.query.get("from"), to: at.query.get("to") })) });
  const period = h("form", { class: "inline" }, (["from", "to"] as const).map((name) => h("label", {}, h("span", { class: "soft" }, name === "from" ? "From " : "to "), h("input", { name, size: 6, inputmode: "numeric", value: at.query.get(name) ?? "", autocomplete: "off" }))), h("button", { type: "submit", class: "quiet" }, "Set"));
  period.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(period);
    go(changed({ from: String(data.get("from")).trim() || null, to: String(data.get("to")).trim() || null }));
  });
  if (!state || poles.length < 2) {
    return {
      title: "Balance",
      lede: state ? "Add two partners or more to balance between." : "What ties a state to each of several partners, year by year, and how evenly.",
      clocks: false,
      body: [h("div", { class: "controls" }, choose, at.about.length > 0 && h("span", { class: "soft" }, `So far: ${at.about.join(", ")}`)), h("p", {}, h("a", { href: to("balance", ["KAZ", "RUS", "CHN", "USA"]) }, "Kazakhstan between Russia, China and the United States"))],
    };
  }
  const answer = await get<List<Year>>("balance", { a: state, partner: poles, from: at.query.get("from"), to: at.query.get("to"), known: at.query.get("known"), pin: at.query.get("pin") }, signal);
  const names = answer.names ?? {};
  const flat = answer.items.flatMap((row) => row.components.flatMap((component) => component.poles.map((pole) => ({ year: row.year, kind: component.kind, evenness: component.evenness, ...pole }))));
  const table = sheet(
    "Ties by year, kind and partner",
    [
      { head: "Year", cell: (one) => one.year, number: true },
      { head: "Kind", cell: (one) => kindWords(one.kind) },
      { head: "Partner", cell: (one) => nameOf(one.pole, names) },
      { head: "Amount", cell: (one) => reach(one.amount), number: true },
      { head: "Evenness of the kind", cell: (one) => reach(one.evenness), number: true },
      { head: "Evidence", cell: (one) => (one.statements.length > 0 ? evidenceButton(one.statements.map((id) => ({ id }))) : h("span", { class: "soft" }, "nothing was said")), text: (one) => one.statements.join(" ") },
    ],
    flat,
  );
  const svg = chart(answer.items, poles, names);
  return {
    title: `Balance: ${nameOf(state, names)}`,
    lede: `Between ${poles.map((pole) => nameOf(pole, names)).join(", ")}. Evenness is 1 where all tie alike, 0 where all ties are with one. A band is what dates leave open; a gap is unknown, which is not zero.`,
    wide: true,
    clocks: false,
    answer,
    sheet: table,
    picture: () => svg,
    body: [h("div", { class: "controls" }, choose, h("a", { href: to("balance") }, "start anew"), period), h("figure", { class: "scrolled" }, svg), twin(table)],
  };
};
