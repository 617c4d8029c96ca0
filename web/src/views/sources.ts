// SPDX-License-Identifier: Apache-2.0
// The documents of the ledger.
import { get } from "../api";
import { to } from "../address";
import { recordedWords, words } from "../dates";
import { h } from "../dom";
import type { View } from "../page";
import { sheet } from "../parts/table";
import type { List, SourceLine } from "../shapes";

export const view: View = async (at, signal) => {
  const answer = await get<List<SourceLine>>("sources", { known: at.query.get("known"), pin: at.query.get("pin") }, signal);
  const table = sheet<SourceLine>(
    "Documents, in the order in which they were first read",
    [
      { head: "Document", cell: (one) => h("a", { href: to("source", [one.sha256]), dir: "auto" }, one.title || one.document), text: (one) => one.title || one.document },
      { head: "File", cell: (one) => h("span", { class: "path" }, one.document), text: (one) => one.document },
      { head: "Published", cell: (one) => (one.published ? words(one.published) : h("span", { class: "soft" }, "not said")), text: (one) => one.published },
      { head: "Form", cell: (one) => one.form },
      { head: "Statements", cell: (one) => one.statements.toLocaleString("en"), text: (one) => one.statements, number: true },
      { head: "Recorded", cell: (one) => recordedWords(one.recorded), text: (one) => new Date(one.recorded * 1000).toISOString() },
      { head: "SHA-256", cell: (one) => h("code", {}, one.sha256.slice(0, 12)), text: (one) => one.sha256 },
    ],
    answer.items,
  );
  return {
    title: "Sources",
    lede: "Every statement leads back to a sentence of one of these documents, named by the hash of its bytes.",
    wide: true,
    clocks: false,
    answer,
    sheet: table,
    body: table.element,
  };
};
