// SPDX-License-Identifier: Apache-2.0
// What bears these words: states and others by name, statements by what documents say, documents by title.
import { get } from "../api";
import { to, type Address } from "../address";
import { h } from "../dom";
import type { View } from "../page";
import { evidenceButton, quoted } from "../parts/drawer";
import { nameLink, withNames } from "../parts/names";
import { sheet } from "../parts/table";
import type { List, Statement } from "../shapes";

type Hit =
  | { type: "entity"; value: string; name: string; kind?: string }
  | { type: "statement"; text: string; statement: Statement }
  | { type: "document"; document: string; title: string; sha256: string };

const found = (q: string, at: Address, signal: AbortSignal): Promise<List<Hit>> => get<List<Hit>>("search", { q, limit: 200, known: at.query.get("known"), pin: at.query.get("pin") }, signal);

export const view: View = async (at, signal) => {
  const q = at.query.get("q") ?? "";
  const answer = q ? await found(q, at, signal) : null;
  if (!answer) return { title: "Search", lede: "Type a name or words above.", clocks: false, body: null };
  const of = <T extends Hit["type"]>(type: T): Extract<Hit, { type: T }>[] => answer.items.filter((hit): hit is Extract<Hit, { type: T }> => hit.type === type);
  const [entities, documents, statements] = [of("entity"), of("document"), of("statement")];
  const table = sheet<Extract<Hit, { type: "statement" }>>(
    `Statements: ${statements.length}`,
    [
      { head: "Statement", cell: (one) => withNames(one.text, answer.names), text: (one) => one.text },
      { head: "Words", cell: (one) => quoted(one.statement.source.quote), text: (one) => one.statement.source.quote },
      { head: "Document", cell: (one) => h("span", { class: "path" }, one.statement.source.document), text: (one) => one.statement.source.document },
      { head: "Evidence", cell: (one) => evidenceButton([one.statement]), text: (one) => one.statement.id },
    ],
    statements,
  );
  return {
    title: q ? `Search: ${q}` : "Search",
    lede: answer.items.length === 0 ? "Nothing bears these words." : answer.next ? "The first of more; another word makes them fewer." : null,
    wide: true,
    clocks: false,
    answer,
    sheet: table,
    body: [
      entities.length > 0 && [h("h2", {}, "Dossiers"), h("ul", { class: "names" }, entities.map((one) => h("li", {}, nameLink(one.value, one.name), " ", h("span", { class: "soft" }, one.kind ?? ""))))],
      documents.length > 0 && [h("h2", {}, "Documents"), h("ul", {}, documents.map((one) => h("li", { dir: "auto" }, h("a", { href: to("source", [one.sha256]) }, one.title || one.document))))],
      statements.length > 0 && table.element,
    ],
  };
};
