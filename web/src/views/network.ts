// SPDX-License-Identifier: Apache-2.0
// The network of one kind of tie: a matrix of those with most ties first, then a drawing whose layout is the same every time.
import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { all } from "../api";
import { changed, clocks, to } from "../address";
import { h, s } from "../dom";
import { go } from "../go";
import { edges, nodes, type Edge } from "../network";
import type { View } from "../page";
import { evidenceButton, openStatement } from "../parts/drawer";
import { finder } from "../parts/finder";
import { nameLink } from "../parts/names";
import { kindWords, nameOf, phrase } from "../parts/phrase";
import { sheet, twin } from "../parts/table";
import type { Fact, Names } from "../shapes";

const kKinds = ["mission", "diplomatic-relations", "recognition", "visit", "membership", "agreement", "cooperation", "trade", "border", "dispute"];
const kMatrix = 24;
const kDrawn = 80;
const kWidth = 1000;
const kHeight = 620;

function matrix(values: readonly string[], of: readonly Edge[], names: Names): HTMLElement {
  const found = new Map(of.flatMap((edge) => (edge.directed ? [[`${edge.from}\n${edge.to}`, edge] as const] : [[`${edge.from}\n${edge.to}`, edge] as const, [`${edge.to}\n${edge.from}`, edge] as const])));
  return h(
    "div",
    { class: "sheet", role: "group", "aria-label": "Matrix", tabindex: 0 },
    h(
      "table",
      { class: "matrix" },
      h("caption", {}, `Rows tie to columns; the ${values.length} with most ties`),
      h("thead", {}, h("tr", {}, h("td", {}), values.map((value) => h("th", { scope: "col" }, h("abbr", { title: nameOf(value, names) }, value.length > 6 ? `${value.slice(0, 5)}…` : value))))),
      h(
        "tbody",
        {},
        values.map((row) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, nameLink(row, nameOf(row, names))),
            values.map((column) => {
              const edge = found.get(`${row}\n${column}`);
              if (row === column) return h("td", { class: "self" });
              if (!edge) return h("td", {});
              return h("td", { class: "tie" }, h("button", { type: "button", "aria-label": `${nameOf(row, names)} to ${nameOf(column, names)}: ${edge.facts.length}`, click: (event) => void openStatement(edge.facts[0]!.statements[0]!.id, event.currentTarget as HTMLElement) }, String(edge.facts.length)));
            }),
          ),
        ),
      ),
    ),
  );
}

interface Node {
  value: string;
  x?: number;
  y?: number;
}

// Draws apart until the picture is filled, with room for names at the edges.
function fill(points: readonly Node[]): void {
  const stretch = (of: "x" | "y", least: number, most: number): void => {
    const values = points.map((point) => point[of] ?? 0);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    for (const point of points) point[of] = high > low ? least + (((point[of] ?? 0) - low) / (high - low)) * (most - least) : (least + most) / 2;
  };
  stretch("x", 70, kWidth - 70);
  stretch("y", 30, kHeight - 20);
}

function drawing(values: readonly string[], of: readonly Edge[], names: Names): SVGSVGElement {
  const points: Node[] = values.map((value) => ({ value }));
  const byValue = new Map(points.map((point) => [point.value, point]));
  const links = of.filter((edge) => byValue.has(edge.from) && byValue.has(edge.to)).map((edge) => ({ source: byValue.get(edge.from)!, target: byValue.get(edge.to)!, edge }));
  // d3-force draws its chance numbers from a generator of fixed seed: the same facts, the same picture.
  const simulation = forceSimulation(points)
    .force("link", forceLink(links).distance(90).strength(0.25))
    .force("charge", forceManyBody().strength(-260))
    .force("collide", forceCollide(26))
    .force("center", forceCenter(kWidth / 2, kHeight / 2))
    .force("x", forceX(kWidth / 2).strength(0.06))
    .force("y", forceY(kHeight / 2).strength(0.1))
    .stop();
  simulation.tick(300);
  fill(points);
  return s(
    "svg",
    { class: "timeline network", viewBox: `0 0 ${kWidth} ${kHeight}`, role: "img", "aria-label": `Network of ${points.length} with ${links.length} ties; the tables have the same.` },
    s("defs", {}, s("marker", { id: "tip", viewBox: "0 0 8 8", refX: 14, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" }, s("path", { d: "M0,0L8,4L0,8Z", class: "tip" }))),
    links.map(({ source, target, edge }) => {
      const [x1, y1, x2, y2] = [source.x!, source.y!, target.x!, target.y!];
      const bend = edge.directed ? 0.12 : 0;
      return s("path", { d: `M${x1},${y1}Q${(x1 + x2) / 2 + (y2 - y1) * bend},${(y1 + y2) / 2 - (x2 - x1) * bend} ${x2},${y2}`, class: "edge", "stroke-width": Math.min(4, 0.8 + 0.5 * edge.facts.length), "marker-end": edge.directed ? "url(#tip)" : null, click: (event) => void openStatement(edge.facts[0]!.statements[0]!.id, event.currentTarget as unknown as HTMLElement) }, s("title", {}, edge.facts.map((fact) => phrase(fact, names)).join("\n")));
    }),
    points.map((point) => {
      const name = nameOf(point.value, names);
      return s("g", { class: "node", click: () => go(to("dossier", [point.value])) }, s("circle", { cx: point.x!, cy: point.y!, r: 6 }), s("text", { x: point.x!, y: point.y! - 10, "text-anchor": "middle" }, name.length > 22 ? `${name.slice(0, 21)}…` : name), s("title", {}, name));
    }),
  );
}

export const view: View = async (at, signal) => {
  const focus = at.about[0] ?? null;
  const kind = at.query.get("kind") ?? "mission";
  const answer = await all<Fact>("facts", { a: focus, kind, ...clocks(at) }, signal, 5000);
  const names = answer.names ?? {};
  const of = edges(answer.items);
  const top = nodes(of, kMatrix);
  const drawn = nodes(of, kDrawn);
  const everybody = nodes(of, Infinity).length;
  const select = h("select", { "aria-label": "Kind of tie", change: () => go(changed({ kind: select.value })) }, kKinds.map((one) => h("option", { value: one, selected: one === kind }, kindWords(one))));
  const table = sheet<Edge>(
    `Ties: ${of.length}`,
    [
      { head: "From", cell: (one) => nameLink(one.from, nameOf(one.from, names)), text: (one) => nameOf(one.from, names) },
      { head: "To", cell: (one) => nameLink(one.to, nameOf(one.to, names)), text: (one) => nameOf(one.to, names) },
      { head: "Facts", cell: (one) => one.facts.length, number: true },
      { head: "Directed", cell: (one) => (one.directed ? "yes" : "no") },
      { head: "Evidence", cell: (one) => evidenceButton(one.facts.flatMap((fact) => fact.statements)), text: (one) => one.facts.flatMap((fact) => fact.statements.map((said) => said.id)).join(" ") },
    ],
    [...of].sort((a, b) => b.facts.length - a.facts.length || (a.from < b.from ? -1 : a.from > b.from ? 1 : a.to < b.to ? -1 : 1)),
  );
  const svg = drawing(drawn, of, names);
  return {
    title: focus ? `Network: ${nameOf(focus, names)}` : "Network",
    lede: answer.next ? `Of the first ${answer.items.length} of ${answer.total ?? "more"} facts; a state or a date makes them fewer.` : null,
    wide: true,
    answer,
    sheet: table,
    picture: () => svg,
    body: [
      h("div", { class: "controls" }, select, finder({ label: "Whose network", choose: (one) => go(to("network", [one.value], { kind: at.query.get("kind") })) }), focus && h("a", { href: to("network", [], { kind: at.query.get("kind") }) }, "of all")),
      top.length === 0 ? h("p", {}, "No document says anything of this.") : [matrix(top, of, names), h("h2", {}, "Drawn"), everybody > drawn.length && h("p", { class: "doubt" }, `Drawn are the ${drawn.length} with most ties of ${everybody}; the table has all.`), h("figure", { class: "scrolled" }, svg), twin(table)],
    ],
  };
};
