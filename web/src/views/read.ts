// SPDX-License-Identifier: Apache-2.0
// Reads what is dropped or pasted: statements appear beside their sentences, to be chosen and taken as JSON Lines (or kept, where the program
// was started for writing). Nothing is recorded by reading.
import { Failure, get, post } from "../api";
import { h, replace } from "../dom";
import { announce } from "../frame";
import type { View } from "../page";
import { save } from "../parts/download";
import { documentText } from "../parts/document";
import { withNames } from "../parts/names";
import { capital, counted, kindWords } from "../parts/phrase";
import { token, tokenField } from "../parts/token";
import type { Answered, Range, Statement, Status } from "../shapes";

interface Reading extends Answered {
  document: string;
  title: string;
  form: string;
  text: string;
  statements: readonly { text: string; statement: Statement }[];
  unread: readonly Range[];
  warnings: readonly string[];
}

function shown(reading: Reading, status: Status, keep: (statements: readonly string[], by: string) => Promise<unknown>): HTMLElement {
  const boxes = new Map<string, HTMLInputElement>();
  const chosen = (): Statement[] => reading.statements.map((one) => one.statement).filter((one) => boxes.get(one.id)?.checked);
  const count = h("p", { role: "status", class: "soft" });
  const recount = (): void => {
    count.textContent = `${chosen().length} of ${reading.statements.length} chosen`;
  };
  const all = (on: boolean): void => {
    for (const box of boxes.values()) box.checked = on;
    recount();
  };
  const items = reading.statements.map(({ text, statement: one }) => {
    const box = h("input", { type: "checkbox", checked: true, change: recount });
    boxes.set(one.id, box);
    return h("li", { id: `read-${one.id}` }, h("label", { class: "check" }, box, h("span", { dir: "auto" }, withNames(capital(text), reading.names))), h("span", { class: "soft" }, `${kindWords(one.kind)}${one.mode && one.mode !== "fact" ? `, ${one.mode}` : ""} · ${one.source.from}–${one.source.to}`));
  });
  const text = documentText({
    text: reading.text,
    marks: [...reading.unread.map((range) => ({ ...range, of: null })), ...reading.statements.map(({ text, statement }) => ({ from: statement.source.from, to: statement.source.to, of: { id: statement.id, text } }))],
    open: (id) => {
      const item = document.getElementById(`read-${id}`);
      item?.scrollIntoView({ block: "center" });
      item?.querySelector("input")?.focus();
    },
  });
  const said = h("p", { role: "status" });
  const by = h("input", { "aria-label": "Who chose them", placeholder: "Who chose them", size: 12 });
  const keeping = async (): Promise<void> => {
    try {
      await keep(chosen().map((one) => one.id), by.value.trim());
      said.textContent = "Kept in the ledger.";
    } catch (error) {
      said.textContent = error instanceof Failure ? `${error.message}${error.problem.hint ? ` (${error.problem.hint})` : ""}` : "The program does not answer.";
    }
  };
  recount();
  return h(
    "section",
    { "aria-label": "What was read" },
    h("h2", {}, reading.title || "What was read"),
    reading.warnings.length > 0 && h("ul", { class: "doubt" }, reading.warnings.map((one) => h("li", {}, one))),
    h("p", { class: "legend soft" }, h("span", { class: "said" }, "read"), " ", h("span", { class: "unread" }, "nothing read from this sentence"), ` · ${reading.form} · ${counted(reading.statements.length, "statement")}, ${counted(reading.unread.length, "sentence")} unread`),
    h(
      "div",
      { class: "beside" },
      text,
      h(
        "div",
        { class: "chosen-list" },
        h("div", { class: "inline" }, count, h("button", { type: "button", class: "link", click: () => all(true) }, "all"), h("button", { type: "button", class: "link", click: () => all(false) }, "none")),
        h("ul", { class: "others" }, items),
        h(
          "div",
          { class: "inline" },
          h("button", { type: "button", click: () => save("statements.jsonl", new Blob([chosen().map((one) => `${JSON.stringify(one)}\n`).join("")], { type: "application/x-ndjson" })) }, "Take as JSON Lines"),
          status.write && [tokenField(), by, h("button", { type: "button", class: "quiet", click: () => void keeping() }, "Keep in the ledger")],
        ),
        !status.write && h("p", { class: "soft" }, "To keep what a document says: ", h("code", {}, "chancery read --keep FILE")),
        said,
      ),
    ),
  );
}

export const view: View = async (_at, signal) => {
  const status = await get<Status>("status", {}, signal);
  const text = h("textarea", { name: "text", rows: 9, "aria-label": "Text", dir: "auto", placeholder: "Paste text here, or drop a document" });
  const file = h("input", { type: "file", "aria-label": "A document" });
  const subject = h("input", { name: "subject", size: 12, placeholder: "KAZ", autocomplete: "off" });
  const published = h("input", { name: "published", size: 12, placeholder: "2009-05", autocomplete: "off" });
  const result = h("div", {});
  const said = h("p", { role: "status", class: "doubt" });
  let bytes: Blob | null = null;
  let name = "";
  const read = async (): Promise<void> => {
    const body = bytes ?? new Blob([text.value], { type: "text/plain" });
    if (body.size === 0) {
      said.textContent = "There is nothing to read yet.";
      return;
    }
    said.textContent = "Reading …";
    const parameters = { name: name || "pasted.txt", subject: subject.value.trim(), published: published.value.trim() };
    try {
      const reading = await post<Reading>("read", parameters, body);
      said.textContent = "";
      announce(`${reading.statements.length} statements read`);
      replace(result, shown(reading, status, (statements, by) => post("keep", {}, JSON.stringify({ text: reading.text, ...parameters, ...(statements.length < reading.statements.length ? { statements, by } : {}) }), { "Content-Type": "application/json", Authorization: `Bearer ${token()}` })));
    } catch (error) {
      said.textContent = error instanceof Failure ? `${error.message}${error.problem.hint ? ` (${error.problem.hint})` : ""}` : "The program does not answer.";
    }
  };
  const take = async (one: File): Promise<void> => {
    bytes = one;
    name = one.name;
    text.value = /\.(pdf|gz|bz2|xz|zst)$/i.test(name) ? `[${name}]` : await one.text();
    await read();
  };
  file.addEventListener("change", () => {
    if (file.files?.[0]) void take(file.files[0]);
  });
  text.addEventListener("input", () => {
    bytes = null;
    name = "";
  });
  const form = h("form", { class: "reading" }, text, h("div", { class: "controls" }, file, h("label", {}, h("span", { class: "soft" }, "About "), subject), h("label", {}, h("span", { class: "soft" }, "Written "), published), h("button", { type: "submit" }, "Read")), said);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void read();
  });
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    const one = event.dataTransfer?.files[0];
    if (one) void take(one);
  });
  return {
    title: "Read",
    lede: "What a document says, statement by statement, beside its sentences. Reading records nothing.",
    wide: true,
    clocks: false,
    answer: status,
    body: [form, result],
  };
};
