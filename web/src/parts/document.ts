// SPDX-License-Identifier: Apache-2.0
// The text of a document: what was read stands out and opens its evidence, sentences that nothing was read from are underlined with dots.
import { h } from "../dom";
import { pieces, type Marked } from "../marking";
import { languageOf } from "./names";

export type Mark = { id: string; text: string } | null; // null: a sentence that nothing was read from

export interface Shown {
  text: string;
  marks: readonly Marked<Mark>[];
  open: (id: string, from: HTMLElement) => void;
  chosen?: string; // the statement that one came for
}

export function documentText({ text, marks, open, chosen }: Shown): HTMLElement {
  const seen = new Set<string>();
  const element = h("div", { class: "document", dir: "auto", lang: languageOf(text) });
  for (const piece of pieces(text, marks)) {
    const said = piece.of.filter((mark) => mark !== null);
    if (said.length === 0) {
      element.append(piece.of.length > 0 ? h("span", { class: "unread" }, piece.text) : piece.text);
      continue;
    }
    const first = said.find((mark) => mark.id === chosen) ?? said[said.length - 1]!;
    const link = h(
      "a",
      {
        class: said.some((mark) => mark.id === chosen) ? "said chosen" : "said",
        href: `#${first.id}`,
        title: said.map((mark) => mark.text).join("\n"),
        click: (event) => {
          event.preventDefault();
          open(first.id, event.currentTarget as HTMLElement);
        },
      },
      piece.text,
    );
    for (const mark of said) {
      if (seen.has(mark.id)) continue;
      seen.add(mark.id);
      if (!link.id) link.id = mark.id;
      else link.prepend(h("span", { id: mark.id }));
    }
    element.append(link);
  }
  return element;
}
