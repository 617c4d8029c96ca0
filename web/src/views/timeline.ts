// SPDX-License-Identifier: Apache-2.0
// What happened when: a row a fact. Ends that are vague are soft, open ones have an arrow, what is contested is hatched. The table says the same.
import { all as whole, get } from "../api";
import { changed, to, type Address } from "../address";
import { dayOf, kDay, words } from "../dates";
import { h, s, unique, type Child } from "../dom";
import { go } from "../go";
import type { View } from "../page";
import { evidenceButton, openStatement } from "../parts/drawer";
import { finder } from "../parts/finder";
import { withNames } from "../parts/names";
import { kindWords, nameOf, phrase } from "../parts/phrase";
import { sheet, twin } from "../parts/table";
import type { Finding, List, Moment, Names } from "../shapes";
import { extent, spans, years, type End, type Span } from "../spans";

const kMost = 250; // rows that are drawn; the table has all
const kRow = 24;
const kHead = 30;

const pointWords = { happened: "on", began: "began", ended: "ended", held: "held at" } as const;

function picture(rows: readonly Span[], names: Names, width: number): SVGSVGElement {
  const narrow = width < 620;
  const left = narrow ? 8 : Math.min(520, width * 0.44);
  const row = narrow ? kRow + 18 : kRow;
  const [first, last] = extent(rows, Math.floor(Date.now() / kDay));
  const x = (day: number): number => left + ((Math.min(last, Math.max(first, day)) - first) / (last - first)) * (width - left - 14);
  const kinds = [...new Set(rows.map((one) => one.fact.kind))];
  const height = kHead + rows.length * row + kinds.length * 30 + 8;
  const hatch = unique("contested");
  const soft = unique("soft");
  const svg = s(
    "svg",
    { class: "timeline", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `Timeline of ${rows.length} facts; the table below lists them.` },
    s(
      "defs",
      {},
      s("pattern", { id: hatch, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, s("rect", { width: 5, height: 5, class: "hatch-ground" }), s("line", { y1: 0, y2: 5, class: "hatch-line", "stroke-width": 3 })),
      ["in", "out"].map((way) =>
        s("linearGradient", { id: `${soft}-${way}` }, s("stop", { offset: 0, class: "soft-stop", "stop-opacity": way === "in" ? 0.08 : 1 }), s("stop", { offset: 1, class: "soft-stop", "stop-opacity": way === "in" ? 1 : 0.08 })),
      ),
    ),
  );
  for (const year of years(first, last, narrow ? 5 : Math.floor((width - left) / 70))) {
    const at = x(dayOf(year, 1, 1));
    svg.append(s("line", { x1: at, x2: at, y1: kHead - 6, y2: height, class: "rule" }), s("text", { x: at, y: kHead - 12, class: "axis", "text-anchor": at < 20 ? "start" : "middle" }, String(year)));
  }
  let y = kHead;
  for (const kind of kinds) {
    y += 22;
    svg.append(s("text", { x: narrow ? 8 : 0, y: y - 4, class: "kind" }, kindWords(kind)));
    y += 8;
    for (const span of rows.filter((one) => one.fact.kind === kind)) {
      svg.append(drawn(span, names, { x, y, left, narrow, width, hatch, soft }));
      y += row;
    }
  }
  return svg;
}

interface Place {
  x: (day: number) => number;
  y: number;
  left: number;
  narrow: boolean;
  width: number;
  hatch: string;
  soft: string;
}

function drawn(span: Span, names: Names, { x, y, left, narrow, width, hatch, soft }: Place): SVGGElement {
  const label = phrase(span.fact, names);
  const most = Math.floor((narrow ? width - 16 : left - 16) / 6.5);
  const top = narrow ? y + 18 : y;
  const group = s("g", {
    class: `span ${span.contested ? "contested" : ""}`,
    click: (event) => void openStatement(span.fact.statements[0]!.id, event.currentTarget as unknown as HTMLElement),
  }, s("title", {}, `${label}${span.contested ? " (contested)" : ""}`), s("text", { x: narrow ? 8 : 0, y: y + 15, class: "label" }, label.length > most ? `${label.slice(0, most - 1)}…` : label));
  const bar = (from: number, to: number, fill: string | null, classes = "bar"): void => {
    group.append(s("rect", { x: from, y: top + 5, width: Math.max(1.5, to - from), height: 12, class: classes, fill }));
  };
  const vague = (end: End): boolean => end.last - end.first > 0;
  const solid = span.contested ? `url(#${hatch})` : null;
  if (span.shape !== "bar") {
    const end = span.start!;
    const from = x(end.first);
    const to = x(end.last);
    if (vague(end)) bar(from, to, span.contested ? `url(#${hatch})` : null, "bar vague");
    const middle = (from + to) / 2;
    if (span.shape === "event") group.append(s("path", { d: `M${middle},${top + 4}l7,7l-7,7l-7,-7Z`, class: "bar event", fill: solid }));
    else group.append(s("circle", { cx: middle, cy: top + 11, r: 5, class: "held" }));
    if (end.first === -Infinity) group.append(arrow(x(end.last), top, -1));
    if (end.last === Infinity) group.append(arrow(x(end.first), top, 1));
    return group;
  }
  const from = span.start ? x(span.start.last) : left + 2;
  const to = span.end ? x(span.end.first === -Infinity ? span.end.last : span.end.first) : width - 12;
  if (span.start && vague(span.start)) bar(x(span.start.first), x(span.start.last), `url(#${soft}-in)`);
  bar(Math.min(from, to), Math.max(from, to), solid);
  if (span.end && vague(span.end) && Number.isFinite(span.end.first)) bar(x(span.end.first), x(span.end.last), `url(#${soft}-out)`);
  if (!span.start) group.append(arrow(left + 2, top, -1));
  if (!span.end) group.append(arrow(width - 12, top, 1));
  return group;
}

const arrow = (x: number, y: number, way: 1 | -1): SVGPathElement => s("path", { d: `M${x},${y + 4}l${way * 9},7l${way * -9},7`, class: "arrow" });

export const legend = (): Child =>
  h(
    "ul",
    { class: "legend keys", "aria-label": "Legend" },
    h("li", {}, s("svg", { viewBox: "0 0 30 16", class: "long", "aria-hidden": "true" }, s("path", { d: "M15,1l7,7l-7,7l-7,-7Z", class: "bar event" })), "happened"),
    h("li", {}, s("svg", { viewBox: "0 0 30 16", class: "long", "aria-hidden": "true" }, s("rect", { x: 1, y: 3, width: 28, height: 10, class: "bar vague" })), "the days a vague date may mean"),
    h("li", {}, s("svg", { viewBox: "0 0 30 16", class: "long", "aria-hidden": "true" }, s("rect", { x: 1, y: 3, width: 20, height: 10, class: "bar" }), s("path", { d: "M19,1l9,7l-9,7", class: "arrow" })), "no end is said"),
    h("li", {}, s("svg", { viewBox: "0 0 30 16", class: "long", "aria-hidden": "true" }, s("circle", { cx: 15, cy: 8, r: 5, class: "held" })), "known to hold then"),
    h("li", {}, s("svg", { viewBox: "0 0 30 16", class: "long", "aria-hidden": "true" }, s("rect", { x: 1, y: 3, width: 28, height: 10, class: "hatch-ground" }), [4, 12, 20].map((at) => s("path", { d: `M${at},13l6,-10`, class: "hatch-line", "stroke-width": 3 }))), "contested"),
  );

export function filters(at: Address, kinds: readonly string[]): HTMLElement {
  const chosen = at.query.get("kind") ?? "";
  const select = h("select", { "aria-label": "Kind", change: () => go(changed({ kind: select.value || null })) }, h("option", { value: "" }, "All kinds"), kinds.map((kind) => h("option", { value: kind, selected: kind === chosen }, kindWords(kind))));
  const field = (name: string, label: string): HTMLElement => h("label", {}, h("span", { class: "soft" }, `${label} `), h("input", { name, size: 8, value: at.query.get(name) ?? "", autocomplete: "off" }));
  const form = h("form", { class: "inline", "aria-label": "Period" }, field("from", "From"), field("to", "to"), h("button", { type: "submit", class: "quiet" }, "Set"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(form);
    go(changed({ from: String(data.get("from")).trim() || null, to: String(data.get("to")).trim() || null }));
  });
  return h("div", { class: "inline" }, select, form);
}

export const view: View = async (at, signal) => {
  const [a, b] = at.about;
  const asked = { a: a ?? null, b: b ?? null, known: at.query.get("known"), pin: at.query.get("pin") };
  const [answer, findings] = await Promise.all([
    whole<Moment>("timeline", { ...asked, kind: at.query.get("kind"), from: at.query.get("from"), to: at.query.get("to") }, signal),
    get<List<Finding>>("conflicts", { ...asked, limit: 1000 }, signal).catch(() => null),
  ]);
  const contested = new Set((findings?.items ?? []).filter((one) => one.severity !== "notice").flatMap((one) => one.sides.flatMap((side) => side.statements.map((said) => said.id))));
  const names = answer.names ?? {};
  const all = spans(answer.items, contested);
  const shown = all.slice(0, kMost);
  const title = at.about.map((value) => nameOf(value, names)).join(" and ");
  const table = sheet<Moment>(
    `${answer.items.length} dates`,
    [
      { head: "When", cell: (one) => words(one.date), text: (one) => one.date },
      { head: "What", cell: (one) => withNames(phrase(one.fact, names), names, new Set(at.about)), text: (one) => phrase(one.fact, names) },
      { head: "Date says", cell: (one) => pointWords[one.point] },
      { head: "Contested", cell: (one) => (one.fact.statements.some((said) => contested.has(said.id)) ? "contested" : "") },
      { head: "Evidence", cell: (one) => evidenceButton(one.fact.statements), text: (one) => one.fact.statements.map((said) => said.id).join(" ") },
    ],
    answer.items,
  );
  const holder = h("figure", { class: "scrolled" });
  let svg: SVGSVGElement | null = null;
  const redraw = (): void => {
    svg = picture(shown, names, Math.max(340, Math.min(1180, holder.clientWidth || 1100)));
    holder.replaceChildren(svg);
  };
  return {
    title: title ? `Timeline: ${title}` : "Timeline",
    wide: true,
    clocks: false,
    answer,
    sheet: table,
    picture: () => svg,
    body: [
      h("div", { class: "controls" }, finder({ label: "Whose timeline", choose: (one) => go(to("timeline", a ? [a, one.value].filter((value, i, both) => both.indexOf(value) === i) : [one.value])) }), at.about.length > 0 && h("a", { href: to("timeline") }, "of all"), filters(at, [...new Set([...answer.items.map((one) => one.fact.kind), at.query.get("kind") ?? ""])].filter(Boolean).sort())),
      legend(),
      all.length > shown.length && h("p", { class: "doubt" }, `Drawn are the first ${shown.length} of ${all.length}; the table has all. A kind or a period makes them fewer.`),
      holder,
      twin(table),
    ],
    after: () => {
      redraw();
      let width = holder.clientWidth;
      const observer = new ResizeObserver(() => {
        if (Math.abs(holder.clientWidth - width) < 8) return;
        width = holder.clientWidth;
        redraw();
      });
      observer.observe(holder);
      signal.addEventListener("abort", () => observer.disconnect());
    },
  };
};
