// SPDX-License-Identifier: Apache-2.0
// Where one begins: what the ledger holds, and of whom it knows most.
import { get } from "../api";
import { clocks, to } from "../address";
import { h } from "../dom";
import type { View } from "../page";
import { nameLink } from "../parts/names";
import { counted } from "../parts/phrase";
import type { Fact, List, SourceLine, Status } from "../shapes";

export const view: View = async (at, signal) => {
  const [status, sources, facts] = await Promise.all([
    get<Status>("status", {}, signal),
    get<List<SourceLine>>("sources", { known: at.query.get("known"), pin: at.query.get("pin"), limit: 5 }, signal),
    get<List<Fact>>("facts", { kind: "diplomatic-relations", limit: 400, ...clocks(at) }, signal).catch(() => null),
  ]);
  const counts = new Map<string, number>();
  for (const fact of facts?.items ?? []) for (const value of Object.values(fact.roles)) if (typeof value === "string" && facts?.names?.[value]) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, 12);
  return {
    title: "Chancery",
    lede: "Who stood in what relation to whom, when, and who says so, down to the sentence.",
    clocks: false,
    answer: status,
    body: h(
      "div",
      { class: "text home" },
      most.length > 0 && [
        h("h2", {}, "Dossiers"),
        h("ul", { class: "names" }, most.map(([value]) => h("li", {}, nameLink(value, facts!.names![value] ?? value)))),
      ],
      h("h2", {}, "In the ledger"),
      h(
        "p",
        {},
        `${counted(status.statements, "statement")} of `,
        h("a", { href: to("sources") }, counted(status.sources, "document")),
        "; ",
        h("a", { href: to("conflicts") }, "where they contradict each other"),
        ".",
      ),
      h("ul", {}, sources.items.slice(0, 5).map((source) => h("li", { dir: "auto" }, h("a", { href: to("source", [source.sha256]) }, source.title || source.document)))),
    ),
  };
};
