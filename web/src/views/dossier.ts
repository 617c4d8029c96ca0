// SPDX-License-Identifier: Apache-2.0
// The dossier of one or of two: an article of claims. Each has marks that open its evidence; names lead on; in print the notes stand below.
import { get, query } from "../api";
import { clocks, to, type Address } from "../address";
import { h, type Child } from "../dom";
import type { Page, View } from "../page";
import { openNote, quoted } from "../parts/drawer";
import { withNames } from "../parts/names";
import type { Block, Brief, Claim, Dossier, Names } from "../shapes";

interface Drawing {
  dossier: Dossier;
  names: Names;
  self: ReadonlySet<string>;
}

function mark(number: number, drawing: Drawing): HTMLElement {
  const note = drawing.dossier.notes[number - 1];
  return h(
    "a",
    {
      href: `#note-${number}`,
      class: note?.searched ? "mark searched" : "mark",
      "aria-label": `Note ${number}`,
      click: (event) => {
        event.preventDefault();
        if (note) void openNote(note, number, event.currentTarget as HTMLElement);
      },
    },
    String(number),
  );
}

function claim(of: Claim, drawing: Drawing): Child {
  return [
    withNames(of.text, drawing.names, drawing.self),
    of.quoted && [" ", h("q", {}, quoted(of.quoted))],
    of.notes.length > 0 && ["\u2060", h("sup", { class: "marks" }, of.notes.map((number, i) => [i > 0 && "\u00a0", mark(number, drawing)]))],
  ];
}

// Rows stand one below the other on narrow screens, where a browser would no longer call them rows: their roles are named.
function table(of: NonNullable<Block["table"]>, title: string, drawing: Drawing): HTMLElement {
  return h(
    "div",
    { class: "sheet", role: "group", "aria-label": title, tabindex: 0 },
    h(
      "table",
      { class: "claims", role: "table" },
      h("caption", { class: "unseen" }, title),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, of.heads.map((head) => h("th", { scope: "col", role: "columnheader" }, head)))),
      h(
        "tbody",
        { role: "rowgroup" },
        of.rows.map((row) =>
          h(
            "tr",
            { role: "row" },
            h("th", { scope: "row", role: "rowheader", dir: "auto" }, withNames(row.label, drawing.names, drawing.self)),
            row.cells.map((cell, i) => h("td", { role: "cell", "data-head": of.heads[i + 1] ?? "" }, cell.map((one) => h("p", { dir: "auto" }, claim(one, drawing))))),
          ),
        ),
      ),
    ),
  );
}

function block(of: Block, section: string, drawing: Drawing): Child {
  return [
    of.title && h("h3", { dir: "auto" }, of.title),
    of.claims && h("ul", { class: "claims" }, of.claims.map((one) => h("li", { dir: "auto" }, claim(one, drawing)))),
    of.table && table(of.table, of.title || section, drawing),
  ];
}

function notes(dossier: Dossier): HTMLElement {
  return h(
    "section",
    { "aria-labelledby": "notes" },
    h("h2", { id: "notes" }, "Notes"),
    h(
      "ol",
      { class: "notes" },
      dossier.notes.map((note, i) =>
        h(
          "li",
          { id: `note-${i + 1}` },
          note.searched
            ? note.searched
            : [h("q", {}, quoted(note.quote ?? "")), " ", h("span", { class: "soft" }, `${note.document}, characters ${note.from}–${note.to}`), " ", h("button", { type: "button", class: "link screen", "aria-label": `Evidence of note ${i + 1}`, click: (event) => void openNote(note, i + 1, event.currentTarget as HTMLElement) }, "evidence")],
        ),
      ),
    ),
  );
}

// Section, part, row, claim, and the words of each note: what the article holds, for a spreadsheet.
function rows(dossier: Dossier): string[][] {
  const out = [["section", "part", "of", "claim", "quoted", "quotes", "documents", "statements"]];
  const add = (section: string, part: string, of: string, one: Claim): void => {
    const behind = one.notes.map((number) => dossier.notes[number - 1]);
    const all = (pick: (note: NonNullable<(typeof behind)[number]>) => string | undefined): string => behind.map((note) => note && pick(note)).filter(Boolean).join("\n");
    out.push([section, part, of, one.text, one.quoted ?? "", all((note) => note.quote), all((note) => note.document), all((note) => note.statements?.join(" "))]);
  };
  for (const one of dossier.head) add("", "", "", one);
  for (const section of dossier.sections)
    for (const part of section.blocks) {
      for (const one of part.claims ?? []) add(section.title, part.title ?? "", "", one);
      for (const row of part.table?.rows ?? []) row.cells.forEach((cell, i) => cell.forEach((one) => add(section.title, part.title ?? part.table!.heads[i + 1] ?? "", row.label, one)));
    }
  return out;
}

export const view: View = async (at: Address, signal): Promise<Page> => {
  const [a, b] = at.about;
  const answer = await get<Brief>("brief", { a: a ?? "", b: b ?? null, ...clocks(at) }, signal);
  const dossier = answer.brief;
  const names = answer.names ?? {};
  const drawing: Drawing = { dossier, names, self: new Set(at.about) };
  const pair = at.about.length > 1;
  return {
    title: dossier.title,
    lede: dossier.subtitle,
    answer,
    rows: () => rows(dossier),
    others: [
      { label: "Markdown", take: () => location.assign(`/api/v1/brief${query({ a: a ?? "", b: b ?? null, format: "markdown", ...clocks(at) })}`) },
      { label: "JSON", take: () => location.assign(`/api/v1/brief${query({ a: a ?? "", b: b ?? null, format: "json", ...clocks(at) })}`) },
    ],
    body: h(
      "div",
      { class: "dossier" },
      h(
        "nav",
        { class: "contents", "aria-label": "Contents" },
        h(
          "details",
          { open: matchMedia("(min-width: 62rem)").matches },
          h("summary", {}, "Contents"),
          h("ol", {}, dossier.sections.map((section) => h("li", {}, h("a", { href: `#${section.name}` }, section.title))), h("li", {}, h("a", { href: "#notes" }, "Notes"))),
        ),
        h("ul", { class: "also" }, h("li", {}, h("a", { href: to("timeline", at.about) }, "Timeline")), h("li", {}, h("a", { href: to("map", at.about) }, "Map")), h("li", {}, h("a", { href: to("conflicts", at.about) }, "Conflicts")), pair && at.about.map((one) => h("li", {}, h("a", { href: to("dossier", [one]) }, names[one] ?? one)))),
      ),
      h(
        "article",
        {},
        dossier.head.length > 0 && h("ul", { class: "claims head" }, dossier.head.map((one) => h("li", { dir: "auto" }, claim(one, drawing)))),
        dossier.sections.map((section) =>
          h(
            "section",
            { "aria-labelledby": section.name, class: section.name === "conflicts" ? "contested" : null },
            h("h2", { id: section.name, tabindex: -1 }, section.title),
            section.blocks.map((one) => block(one, section.title, drawing)),
          ),
        ),
        notes(dossier),
      ),
    ),
  };
};
