// SPDX-License-Identifier: Apache-2.0
// The drawer of evidence: the words that say a claim with what surrounds them, the document, the rule that read it, who says the same and who
// says otherwise. Beside the page where there is room, over it where there is not. Escape closes it and leads back to the mark.
import { Failure, get } from "../api";
import { clocks, here, to } from "../address";
import { recordedWords, words } from "../dates";
import { h, replace, type Child } from "../dom";
import type { Explained, Names, Note, Statement } from "../shapes";
import { languageOf } from "./names";
import { capital, phrase } from "./phrase";

const body = h("div", { class: "drawer-body" });
const heading = h("h2", { id: "drawer-title", tabindex: -1 }, "Evidence");
const drawer = h(
  "dialog",
  { class: "drawer", "aria-labelledby": "drawer-title" },
  h("div", { class: "drawer-head" }, heading, h("button", { type: "button", class: "quiet", "aria-label": "Close the evidence", click: () => drawer.close() }, "Close")),
  body,
);
let opener: HTMLElement | null = null;
let turn = 0;

export function drawers(): void {
  document.body.append(drawer);
  drawer.addEventListener("close", () => {
    if (drawer.open) return; // the event comes late: it was opened again meanwhile
    document.documentElement.classList.remove("drawn");
    if (opener?.isConnected) opener.focus();
    opener = null;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer.open && !event.defaultPrevented) drawer.close();
  });
  window.addEventListener("chancery:moved", () => {
    opener = null;
    if (drawer.open) drawer.close();
  });
}

function openFrom(from: HTMLElement | null, title: string): void {
  if (drawer.open) drawer.close();
  opener = from;
  heading.textContent = title;
  document.documentElement.classList.add("drawn");
  if (matchMedia("(min-width: 75rem)").matches) drawer.show();
  else drawer.showModal();
  drawer.scrollTop = 0;
  heading.focus();
}

export const quoted = (text: string): HTMLElement => h("span", { dir: "auto", lang: languageOf(text) }, text);

const placeOf = (sha: string, id: string): string => to("source", [sha], {}, id);

function other(statement: Statement, names: Names | undefined): HTMLElement {
  return h(
    "li",
    {},
    h("p", {}, phrase(statement, names)),
    h("blockquote", {}, quoted(statement.source.quote)),
    h("p", { class: "soft" }, statement.source.document, " · ", h("button", { type: "button", class: "link", click: () => void openStatement(statement.id, opener) }, "its evidence")),
  );
}

function evidence({ text, names, why }: Explained): Child[] {
  const statement = why.statement;
  return [
    h("p", { class: "claimed", dir: "auto" }, capital(text)),
    why.retracted && h("p", { class: "doubt" }, "This statement was taken back."),
    h(
      "blockquote",
      { class: "context" },
      why.before && quoted(`…${why.before}`),
      h("mark", {}, quoted(statement.source.quote)),
      why.after && quoted(`${why.after}…`),
    ),
    h("p", {}, h("a", { class: "strong", href: placeOf(why.document.sha256, statement.id) }, "Show it in the document")),
    h(
      "dl",
      { class: "facts" },
      h("dt", {}, "Document"),
      h("dd", { dir: "auto" }, why.document.title || why.document.path, why.document.title && h("span", { class: "soft path" }, why.document.path)),
      why.document.published && [h("dt", {}, "Of"), h("dd", {}, words(why.document.published))],
      h("dt", {}, "Characters"),
      h("dd", {}, `${statement.source.from}–${statement.source.to}`),
      h("dt", {}, "Read by"),
      h("dd", {}, statement.rule ? `the rule ${statement.rule}` : "no rule: proposed from outside"),
      h("dt", {}, "Recorded"),
      h("dd", {}, recordedWords(why.recorded)),
      h("dt", {}, "Statement"),
      h("dd", {}, h("code", {}, statement.id)),
    ),
    why.rivals.length > 0 && [h("h3", { class: "doubt" }, `Otherwise say ${why.rivals.length}`), h("ul", { class: "others" }, why.rivals.map((one) => other(one, names)))],
    why.agreeing.length > 0 && [h("h3", {}, `The same say ${why.agreeing.length}`), h("ul", { class: "others" }, why.agreeing.map((one) => other(one, names)))],
  ];
}

async function fill(ids: readonly string[]): Promise<void> {
  const mine = ++turn;
  replace(body, h("p", { class: "soft" }, "Looking it up …"));
  const show = async (id: string): Promise<void> => {
    try {
      const why = await get<Explained>("why", { id, ...clocks(here()), "as-of": null });
      if (mine !== turn) return;
      const rest = ids.filter((one) => one !== id);
      replace(
        body,
        evidence(why),
        rest.length > 0 && h("h3", {}, "These words also say"),
        rest.length > 0 &&
          h("ul", { class: "others" }, rest.map((one) => h("li", {}, h("button", { type: "button", class: "link", click: () => void show(one) }, h("code", {}, one))))),
      );
    } catch (error) {
      if (mine === turn) replace(body, h("p", { class: "doubt" }, error instanceof Failure ? error.message : "The program does not answer."));
    }
  };
  await show(ids[0]!);
}

export async function openStatement(id: string, from: HTMLElement | null): Promise<void> {
  openFrom(from, "Evidence");
  await fill([id]);
}

export async function openNote(note: Note, number: number, from: HTMLElement | null): Promise<void> {
  openFrom(from, `Note ${number}`);
  if (note.statements && note.statements.length > 0) await fill(note.statements);
  else replace(body, h("p", {}, "Nothing was found."), h("p", {}, note.searched ?? ""));
}

// Marks of the statements behind a fact: a button each.
export const evidenceButton = (statements: readonly { id: string }[], label = "Evidence"): HTMLElement =>
  h(
    "button",
    {
      type: "button",
      class: "link",
      click: (event) => {
        const from = event.currentTarget as HTMLElement;
        openFrom(from, "Evidence");
        void fill(statements.map((one) => one.id));
      },
    },
    statements.length > 1 ? `${label} (${statements.length})` : label,
  );

