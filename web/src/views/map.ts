// SPDX-License-Identifier: Apache-2.0
// The map: missions and non-resident accreditations of one state (or of all), or whom relations, recognition, memberships and visits tie it
// to, at any date of both clocks. The table below says the same.
import { geoEqualEarth, geoGraticule10, geoPath } from "d3-geo";
import { all, get } from "../api";
import { changed, clocks, here, to, type Address } from "../address";
import { words } from "../dates";
import { append, h, replace, s } from "../dom";
import { announce, refoot } from "../frame";
import { became, go } from "../go";
import { missionPoints, spread, tied, type Point, type Where } from "../map/layers";
import { capitalOf, cityOf, type Spot } from "../map/places";
import { drawSymbol, symbolOf } from "../map/symbols";
import { world, type World } from "../map/world";
import type { Page, View } from "../page";
import { clockSlider, monthIn, monthOf } from "../parts/clocks";
import { evidenceButton, openStatement } from "../parts/drawer";
import { finder } from "../parts/finder";
import { nameLink } from "../parts/names";
import { nameOf, phrase } from "../parts/phrase";
import { sheet, twin, type Sheet } from "../parts/table";
import type { Fact, List, Names, Status } from "../shapes";

const kLayers = {
  mission: "Missions",
  "diplomatic-relations": "Diplomatic relations",
  recognition: "Recognition",
  membership: "Memberships",
  visit: "Visits",
} as const;
type Layer = keyof typeof kLayers;

const kMostJoined = 40; // organisations whose other members are looked up

const kWidth = 1200;
const kWhole = 590; // of the projection
const kHeight = 548; // shown: without the farthest south, where nobody keeps a mission

interface Scene {
  facts: Fact[];
  names: Names;
  layer: Layer;
  focus: string;
}

// Zooming changes the part of the picture that is shown; what is drawn on it keeps its size.
interface Look {
  scale: number;
  x: number;
  y: number;
}

async function ask(at: Address, layer: Layer, signal?: AbortSignal): Promise<List<Fact>> {
  const focus = at.about[0] ?? null;
  const kinds = layer === "mission" ? ["mission", "accreditation"] : [layer];
  const answers = await Promise.all(kinds.map((kind) => all<Fact>("facts", { a: focus, b: at.about[1] ?? null, kind, ...clocks(at) }, signal)));
  // What a state is a member of ties it to the other members.
  if (layer === "membership" && focus) {
    const joined = new Set(answers[0]!.items.map((fact) => fact.roles["organization"]).filter((value): value is string => typeof value === "string" && value !== focus));
    answers.push(...(await Promise.all([...joined].slice(0, kMostJoined).map((organization) => all<Fact>("facts", { a: organization, kind: layer, ...clocks(at) }, signal)))));
  }
  const once = new Map(answers.flatMap((one) => one.items).map((fact) => [fact.statements[0]?.id ?? JSON.stringify(fact), fact]));
  return { ...answers[0]!, items: [...once.values()], names: Object.assign({}, ...answers.map((one) => one.names)) };
}

function draw(svg: SVGSVGElement, land: World, scene: Scene, look: Look): { points: Point[]; unplaced: Fact[] } {
  const projection = geoEqualEarth().fitExtent([[4, 4], [kWidth - 4, kWhole - 4]], { type: "Sphere" });
  const path = geoPath(projection);
  const project = (spot: Spot): [number, number] => projection(spot) ?? [0, 0];
  const shrunk = Math.min(2.2, Math.max(1, 900 / (svg.clientWidth || kWidth))); // on narrow screens, symbols do not shrink with the picture
  const zoomed = 1 / look.scale;
  const k = zoomed * shrunk;
  svg.setAttribute("viewBox", `${look.x} ${look.y} ${kWidth * zoomed} ${kHeight * zoomed}`);
  const where: Where = { city: cityOf, state: (code) => capitalOf(code) ?? land.middle(code) };
  const ties = scene.layer === "mission" ? new Map<string, Fact[]>() : tied(scene.facts, scene.focus);
  const thin = (width: number): number => width * k;

  const pattern = s("pattern", { id: "hatch", width: 6 * k, height: 6 * k, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, s("rect", { width: 6 * k, height: 6 * k, class: "tied" }), s("line", { y1: 0, y2: 6 * k, class: "hatch", "stroke-width": thin(2.4) }));
  const ground = s("g", { class: "ground" }, s("path", { d: path({ type: "Sphere" }) ?? "", class: "water" }), s("path", { d: path(geoGraticule10()) ?? "", class: "graticule", "stroke-width": 0.4 * zoomed }));
  for (const [code, shape] of land.states) {
    const facts = ties.get(code);
    const possible = facts !== undefined && facts.every((fact) => fact.certainty === "possible");
    const classes = code === scene.focus ? "state focus" : facts ? "state tied" : "state";
    const one = s("path", { d: path(shape) ?? "", class: classes, fill: possible ? "url(#hatch)" : null, "data-state": code, click: () => go(to("map", [code])) }, s("title", {}, nameOf(code, scene.names)));
    ground.append(one);
  }
  ground.append(s("path", { d: path(land.settled) ?? "", class: "border", "stroke-width": 0.6 * zoomed }), s("path", { d: path(land.disputed) ?? "", class: "border disputed", "stroke-width": thin(1), "stroke-dasharray": `${3 * k} ${2 * k}` }));
  replace(svg, s("defs", {}, pattern), ground);

  if (scene.layer !== "mission") {
    const dots = s("g", {});
    for (const [code, facts] of ties) {
      const spot = where.state(code);
      if (!spot) continue;
      const [x, y] = project(spot);
      dots.append(s("circle", { cx: x, cy: y, r: thin(3), class: "dot", click: (event) => void openStatement(facts[0]!.statements[0]!.id, event.currentTarget as unknown as HTMLElement) }, s("title", {}, facts.map((fact) => phrase(fact, scene.names)).join("\n"))));
    }
    svg.append(dots);
    return { points: [], unplaced: [] };
  }

  const { points, unplaced } = missionPoints(scene.facts, scene.focus, where);
  const lines = s("g", { class: "lines" });
  const symbols = s("g", {});
  const spots = new Map<string, Point[]>();
  for (const point of points) spots.set(String(point.at), [...(spots.get(String(point.at)) ?? []), point]);
  for (const group of spots.values()) {
    const [x, y] = project(group[0]!.at);
    spread(group.length).forEach(([dx, dy], i) => {
      const point = group[i]!;
      const px = x + dx * k;
      const py = y + dy * k;
      const title = s("title", {}, phrase(point.fact, scene.names));
      const attributes = { transform: `translate(${px} ${py}) scale(${k})`, class: `place ${point.direction} ${point.fact.certainty === "possible" ? "possible" : ""}`, click: (event: Event) => void openStatement(point.fact.statements[0]!.id, event.currentTarget as HTMLElement) };
      if (point.type === "accreditation") {
        if (point.seat) {
          const line = path({ type: "LineString", coordinates: [point.at, point.seat] });
          lines.append(s("path", { d: line ?? "", class: "nonresident", "stroke-width": thin(1.2), "stroke-dasharray": `${2 * k} ${2.5 * k}` }));
        }
        symbols.append(s("g", attributes, s("circle", { r: 5, class: "ring" }), title));
      } else {
        symbols.append(s("g", attributes, drawSymbol(symbolOf(point.type), point.direction), title));
      }
    });
  }
  append(svg, [lines, symbols]);
  return { points, unplaced };
}

function table(scene: Scene): Sheet {
  const role = (fact: Fact, name: string): string => {
    const value = fact.roles[name];
    return typeof value === "string" ? value : "";
  };
  const columns =
    scene.layer === "mission"
      ? [
          { head: "Sender", cell: (fact: Fact) => nameLink(role(fact, "sender"), nameOf(role(fact, "sender"), scene.names)), text: (fact: Fact) => nameOf(role(fact, "sender"), scene.names) },
          { head: "Host", cell: (fact: Fact) => nameLink(role(fact, "host"), nameOf(role(fact, "host"), scene.names)), text: (fact: Fact) => nameOf(role(fact, "host"), scene.names) },
          { head: "Type", cell: (fact: Fact) => (fact.kind === "accreditation" ? `non-resident, via ${nameOf(role(fact, "via"), scene.names) || "not said"}` : role(fact, "type").replaceAll("-", " ")) },
          { head: "City", cell: (fact: Fact) => role(fact, "city") || h("span", { class: "soft" }, "not said"), text: (fact: Fact) => role(fact, "city") },
        ]
      : [{ head: "Fact", cell: (fact: Fact) => phrase(fact, scene.names) }];
  const time = (fact: Fact): string => Object.entries(fact.time).map(([key, value]) => `${key === "on" ? "" : `${key} `}${words(String(value))}`).join(", ");
  return sheet<Fact>(
    `${kLayers[scene.layer]}${scene.focus ? ` of ${nameOf(scene.focus, scene.names)}` : ""}: ${scene.facts.length}`,
    [
      ...columns,
      { head: "When", cell: (fact) => time(fact) || h("span", { class: "soft" }, "not said"), text: time },
      { head: "Then", cell: (fact) => (fact.polarity ? (fact.certainty ?? "certain") : "denied") },
      { head: "Evidence", cell: (fact) => evidenceButton(fact.statements), text: (fact) => fact.statements.map((one) => one.id).join(" ") },
    ],
    scene.facts,
  );
}

function legend(layer: Layer, focus: boolean): HTMLElement {
  const key = (label: string, ...drawn: SVGElement[]): HTMLElement => h("li", {}, s("svg", { viewBox: "-8 -8 16 16", "aria-hidden": "true" }, drawn), label);
  const long = (label: string, ...drawn: SVGElement[]): HTMLElement => h("li", {}, s("svg", { viewBox: "-8 -8 34 16", class: "long", "aria-hidden": "true" }, drawn), label);
  const border = long("disputed border", s("path", { d: "M-7,0H26", class: "border disputed", "stroke-width": 1.5, "stroke-dasharray": "4 3" }));
  if (layer !== "mission") {
    const square = "M-7,-7H7V7H-7Z";
    return h("ul", { class: "legend keys", "aria-label": "Legend" }, key("named", s("path", { d: square, class: "state tied" })), key("only possibly then, as its dates are vague", s("path", { d: square, class: "state tied" }), s("path", { d: "M-4,-7L-9,7M2,-7L-3,7M8,-7L3,7", class: "hatch", "stroke-width": 2 })), border);
  }
  const mission = (type: string, label = symbolOf(type).label): HTMLElement => key(label, drawSymbol(symbolOf(type), ""));
  return h(
    "ul",
    { class: "legend keys", "aria-label": "Legend" },
    focus && [h("li", {}, h("span", { class: "swatch sent" }), "sent"), h("li", {}, h("span", { class: "swatch received" }), "received")],
    ["embassy", "consulate-general", "consulate", "permanent-mission"].map((type) => mission(type)),
    mission("liaison-office", "other office"),
    mission("honorary-consulate", "hollow: honorary"),
    long("non-resident, with its seat", s("circle", { r: 5, class: "ring" }), s("path", { d: "M6,0H26", class: "nonresident", "stroke-width": 1.5, "stroke-dasharray": "2 2.5" })),
    border,
  );
}

function caption(scene: Scene, at: Address): string {
  const asOf = at.query.get("as-of");
  const documents = [...new Set(scene.facts.flatMap((fact) => fact.statements.map((one) => one.source.document)))];
  const shown = documents.slice(0, 3).join(", ");
  const from = documents.length === 0 ? "no document says anything of this" : `from ${shown}${documents.length > 3 ? ` and ${documents.length - 3} more` : ""}`;
  const known = at.query.get("known") ? `, as known in ${words(at.query.get("known")!)}` : "";
  return `${kLayers[scene.layer]}${scene.focus ? ` of ${nameOf(scene.focus, scene.names)}` : ""}, ${asOf ? `as of ${words(asOf)}` : "of any date"}${known}; ${from}. Borders are today's${asOf ? `, not those of ${words(asOf)}` : ""}, as Natural Earth draws them (who controls a place, not who claims it); dashed where at least a part is disputed. Equal Earth projection. Cities: GeoNames.`;
}

export const view: View = async (at, signal) => {
  let layer = (at.query.get("show") ?? "mission") as Layer;
  if (!(layer in kLayers)) layer = "mission";
  const focus = at.about[0] ?? "";
  const [land, status, first] = await Promise.all([world(), get<Status>("status", {}, signal), ask(at, layer, signal)]);
  let answer = first;
  let scene: Scene = { facts: [...answer.items], names: answer.names ?? {}, layer, focus };
  const look: Look = { scale: 1, x: 0, y: 0 };
  const svg = s("svg", { class: "map", role: "img", tabindex: 0, "aria-label": "", viewBox: `0 0 ${kWidth} ${kHeight}` });
  const below = h("figcaption", {});
  const twinned = h("div", {});
  const keys = h("div", {}, legend(layer, focus !== ""));
  const lost = h("p", { class: "soft" });
  let current = table(scene);

  const page: Page = {
    title: focus ? `Map: ${nameOf(focus, scene.names)}` : "Map",
    wide: true,
    clocks: false,
    body: null,
    rows: () => current.rows(),
    picture: () => svg,
    answer,
  };

  const redraw = (): void => {
    const { unplaced } = draw(svg, land, scene, look);
    const text = caption(scene, here());
    svg.setAttribute("aria-label", `${text} ${scene.facts.length} facts; the table below lists them.`);
    below.textContent = text;
    lost.textContent = unplaced.length > 0 ? `${unplaced.length} could not be placed: ${unplaced.slice(0, 5).map((fact) => phrase(fact, scene.names)).join("; ")}${unplaced.length > 5 ? " …" : ""}` : "";
  };
  let asked = new AbortController();
  const again = async (): Promise<void> => {
    asked.abort();
    asked = new AbortController();
    const now = here();
    try {
      answer = await ask(now, layer, asked.signal);
    } catch (error) {
      if (!asked.signal.aborted) announce("The program did not answer.");
      return;
    }
    scene = { facts: [...answer.items], names: answer.names ?? {}, layer, focus };
    current = table(scene);
    replace(twinned, twin(current));
    replace(keys, legend(layer, focus !== ""));
    redraw();
    page.answer = answer;
    refoot(page, now);
    announce(`${scene.facts.length} facts`);
  };

  const zoom = (factor: number, x = look.x + kWidth / look.scale / 2, y = look.y + kHeight / look.scale / 2): void => {
    const scale = Math.min(24, Math.max(1, look.scale * factor));
    const width = kWidth / scale;
    const height = kHeight / scale;
    look.scale = scale;
    look.x = Math.min(kWidth - width, Math.max(0, x - width / 2));
    look.y = Math.min(kHeight - height, Math.max(0, y - height / 2));
    redraw();
  };
  const pan = (dx: number, dy: number): void => zoom(1, look.x + kWidth / look.scale / 2 + (dx * kWidth) / look.scale, look.y + kHeight / look.scale / 2 + (dy * kHeight) / look.scale);
  svg.addEventListener("keydown", (event) => {
    const moves: Record<string, () => void> = { "+": () => zoom(1.5), "=": () => zoom(1.5), "-": () => zoom(1 / 1.5), ArrowLeft: () => pan(-0.15, 0), ArrowRight: () => pan(0.15, 0), ArrowUp: () => pan(0, -0.15), ArrowDown: () => pan(0, 0.15), "0": () => zoom(1 / 24) };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move();
  });
  let dragged: { x: number; y: number; left: number; top: number } | null = null;
  svg.addEventListener("pointerdown", (event) => {
    if (look.scale > 1) dragged = { x: event.clientX, y: event.clientY, left: look.x, top: look.y };
  });
  window.addEventListener("pointerup", () => (dragged = null), { signal });
  svg.addEventListener("pointermove", (event) => {
    if (!dragged) return;
    const unit = kWidth / look.scale / svg.clientWidth;
    look.x = Math.min(kWidth - kWidth / look.scale, Math.max(0, dragged.left - (event.clientX - dragged.x) * unit));
    look.y = Math.min(kHeight - kHeight / look.scale, Math.max(0, dragged.top - (event.clientY - dragged.y) * unit));
    svg.setAttribute("viewBox", `${look.x} ${look.y} ${kWidth / look.scale} ${kHeight / look.scale}`);
  });

  const now = monthIn(status.last_recorded) ?? monthOf(new Date());
  const dates = scene.facts.flatMap((fact) => [monthIn(fact.time.on ?? null), monthIn(fact.time.since ?? null)]).filter((one) => one !== null);
  const earliest = Math.min(monthIn(at.query.get("as-of")) ?? now, ...dates, now - 35 * 12);
  const slider = clockSlider({
    first: Math.max(earliest, now - 230 * 12),
    last: now,
    trueWhen: at.query.get("as-of"),
    knownWhen: at.query.get("known"),
    change: (which, edtf) => {
      became(changed({ [which]: edtf, pin: null }));
      void again();
    },
  });
  const choice = h(
    "select",
    { "aria-label": "What to show", change: () => { layer = choice.value as Layer; became(changed({ show: layer === "mission" ? null : layer })); void again(); } },
    Object.entries(kLayers).map(([value, label]) => h("option", { value, selected: value === layer }, label)),
  );
  const button = (label: string, name: string, act: () => void): HTMLElement => h("button", { type: "button", class: "quiet", "aria-label": name, click: act }, label);
  replace(twinned, twin(current));
  page.body = h(
    "div",
    { class: "mapping" },
    h("div", { class: "controls" }, choice, finder({ label: "Whose map", choose: (one) => go(to("map", [one.value], { show: layer === "mission" ? null : layer })) }), focus && h("a", { href: to("map") }, "of all"), h("span", { class: "zooms", role: "group", "aria-label": "Zoom" }, button("+", "Closer", () => zoom(1.5)), button("−", "Further away", () => zoom(1 / 1.5)), focus && button("◎", "To the state", () => {
      const spot = capitalOf(focus) ?? land.middle(focus);
      const projected = spot && geoEqualEarth().fitExtent([[4, 4], [kWidth - 4, kWhole - 4]], { type: "Sphere" })(spot);
      if (projected) zoom(5 / look.scale, ...projected);
    }), button("World", "The whole world", () => zoom(1 / 24)))),
    slider,
    h("figure", {}, svg, below),
    keys,
    lost,
    twinned,
  );
  page.after = redraw;
  return page;
};
