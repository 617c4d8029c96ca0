// SPDX-License-Identifier: Apache-2.0
// What bears these words: states and others by name, statements by what documents say, documents by title.
import { get } from "../api";
import { to } from "../address";
import { h } from "../dom";
import type { View } from "../page";
import { evidenceButton, quoted } from "../parts/drawer";
import type { Suggestion } from "../parts/finder";
import { nameLink, withNames } from "../parts/names";
import { capital } from "../parts/phrase";
import { sheet } from "../parts/table";
import type { List, SourceLine, Statement } from "../shapes";

interface Hit {
  text: string;
  statement: Statement;
}

const kMost = 200;

export const view: View = async (at, signal) => {
  const q = at.query.get("q")?.trim() ?? "";
  if (!q) return { title: "Search", lede: "Type a name or words above.", clocks: false, body: null };
  const window = { known: at.query.get("known"), pin: at.query.get("pin") };
  const [answer, sources] = await Promise.all([get<List<Hit> & { entities: readonly Suggestion[] }>("search", { q, limit: kMost, ...window }, signal), get<List<SourceLine>>("sources", { limit: 1000, ...window }, signal)]);
  const documents = sources.items.filter((one) => `${one.title} ${one.document}`.toLowerCase().includes(q.toLowerCase()));
  const table = sheet<Hit>(
    `Statements: ${answer.items.length}`,
    [
      { head: "Statement", cell: (one) => withNames(capital(one.text), answer.names), text: (one) => capital(one.text) },
      { head: "Words", cell: (one) => quoted(one.statement.source.quote), text: (one) => one.statement.source.quote },
      { head: "Document", cell: (one) => h("span", { class: "path" }, one.statement.source.document), text: (one) => one.statement.source.document },
      { head: "Evidence", cell: (one) => evidenceButton([one.statement]), text: (one) => one.statement.id },
    ],
    answer.items,
  );
  const nothing = answer.items.length + answer.entities.length + documents.length === 0;
  return {
    title: `Search: ${q}`,
    lede: nothing ? "Nothing bears these words." : answer.items.length >= kMost ? `The first ${kMost} statements; another word makes them fewer.` : null,
    wide: true,
    clocks: false,
    answer,
    sheet: table,
    body: [
      answer.entities.length > 0 && [h("h2", {}, "Dossiers"), h("ul", { class: "names" }, answer.entities.map((one) => h("li", {}, nameLink(one.value, one.name), " ", h("span", { class: "soft" }, one.type))))],
      documents.length > 0 && [h("h2", {}, "Documents"), h("ul", {}, documents.map((one) => h("li", { dir: "auto" }, h("a", { href: to("source", [one.sha256]) }, one.title || one.document))))],
      answer.items.length > 0 && table.element,
    ],
  };
};
