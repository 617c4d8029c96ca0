// SPDX-License-Identifier: Apache-2.0
// One document: its text with what was read from each sentence, and what was not.
import { get } from "../api";
import { recordedWords, words } from "../dates";
import { h } from "../dom";
import type { View } from "../page";
import { documentText } from "../parts/document";
import { evidenceButton, openStatement } from "../parts/drawer";
import { withNames } from "../parts/names";
import { capital, counted, kindWords } from "../parts/phrase";
import { sheet } from "../parts/table";
import type { SourceText } from "../shapes";

export const view: View = async (at, signal) => {
  const answer = await get<SourceText>("source", { id: at.about[0] ?? "", known: at.query.get("known"), pin: at.query.get("pin") }, signal);
  const { source, statements } = answer;
  const table = sheet(
    `Read from this document: ${statements.length}`,
    [
      { head: "Statement", cell: (one) => withNames(capital(one.text), answer.names), text: (one) => capital(one.text) },
      { head: "Kind", cell: (one) => kindWords(one.kind) },
      { head: "Characters", cell: (one) => h("a", { href: `#${one.id}` }, `${one.from}–${one.to}`), text: (one) => `${one.from}-${one.to}`, number: true },
      { head: "Evidence", cell: (one) => evidenceButton([one]), text: (one) => one.id },
    ],
    statements,
  );
  return {
    title: source.title || source.document,
    lede: [source.document, source.published && `, ${words(source.published)}`, `; read on ${recordedWords(source.recorded)}`],
    clocks: false,
    answer,
    sheet: table,
    body: h(
      "div",
      { class: "source" },
      answer.text === null
        ? h("p", { class: "text doubt" }, "The text of this document is not kept in the ledger; what was read from it is below, with its words.")
        : [
            h("p", { class: "legend soft" }, h("span", { class: "said" }, "read"), " ", h("span", { class: "unread" }, "nothing read from this sentence"), ` · ${counted(statements.length, "statement")}, ${counted(answer.unread.length, "sentence")} unread`),
            documentText({
              text: answer.text,
              marks: [...answer.unread.map((range) => ({ ...range, of: null })), ...statements.map((one) => ({ from: one.from, to: one.to, of: one }))],
              open: (id, from) => void openStatement(id, from),
              ...(at.hash ? { chosen: at.hash } : {}),
            }),
          ],
      table.element,
    ),
  };
};
