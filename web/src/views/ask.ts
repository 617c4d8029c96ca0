// SPDX-License-Identifier: Apache-2.0
// A question in plain English: how it was understood, the answer, and what it rests on.
import { Failure, get } from "../api";
import { clocks, to } from "../address";
import { h, type Child } from "../dom";
import { go } from "../go";
import type { View } from "../page";
import { evidenceButton } from "../parts/drawer";
import { nameLink, withNames } from "../parts/names";
import { nameOf, phrase } from "../parts/phrase";
import { sheet } from "../parts/table";
import type { Answered, Fact } from "../shapes";

interface Reply {
  form: string; // "list", "yes-no" …
  understood: string;
  command: string;
  verdict: "yes" | "no" | "unknown" | "contested";
  certainty?: string;
  why?: string;
  answers?: readonly { value?: string; date?: string; count?: number; certainty?: string; statements?: readonly string[] }[];
  facts: readonly Fact[];
}

const kExamples = ["Who has embassies in Almaty?", "When did Latvia recognise Kazakhstan?", "Does Kazakhstan have an embassy in Armenia?", "Which organisations is Kazakhstan a member of?"];

const kVerdicts = { yes: "Yes", no: "No", unknown: "Not known", contested: "Contested" } as const;

function form(question: string): HTMLElement {
  const input = h("input", { type: "text", name: "q", "aria-label": "Question", value: question, placeholder: kExamples[0]!, dir: "auto", autocomplete: "off" });
  const element = h("form", { class: "asking" }, input, h("button", { type: "submit" }, "Ask"));
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value.trim()) go(to("ask", [], { q: input.value.trim() }));
  });
  return element;
}

const examples = (): HTMLElement => h("ul", {}, kExamples.map((one) => h("li", {}, h("a", { href: to("ask", [], { q: one }) }, one))));

export const view: View = async (at, signal) => {
  const question = at.query.get("q") ?? "";
  if (!question) return { title: "Ask", lede: "A question in plain English; what is not understood to its last word is not answered.", clocks: false, body: h("div", { class: "text" }, form(""), h("h2", {}, "Such as"), examples()) };
  let answer: Answered & { reply: Reply };
  try {
    answer = await get<Answered & { reply: Reply }>("ask", { q: question, ...clocks(at) }, signal);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { title: "Ask", clocks: false, body: h("div", { class: "text" }, form(question), h("p", { class: "doubt", role: "alert" }, `${error.message}.`), error.problem.hint && h("p", { class: "soft" }, error.problem.hint), h("h2", {}, "What is understood, such as"), examples()) };
  }
  const asked = answer.reply;
  const names = answer.names ?? {};
  const table = sheet<Fact>(
    `What it rests on: ${asked.facts.length}`,
    [
      { head: "Fact", cell: (fact) => withNames(phrase(fact, names), names), text: (fact) => phrase(fact, names) },
      { head: "Certainty", cell: (fact) => fact.certainty ?? "" },
      { head: "Evidence", cell: (fact) => evidenceButton(fact.statements), text: (fact) => fact.statements.map((one) => one.id).join(" ") },
    ],
    asked.facts,
  );
  const values = (asked.answers ?? []).map((one): Child => {
    const words = one.value !== undefined ? nameLink(one.value, nameOf(one.value, names)) : (one.date ?? one.count ?? "");
    return h("li", {}, words, one.certainty === "possible" && " (possibly)", one.statements && one.statements.length > 0 && [" · ", evidenceButton(one.statements.map((id) => ({ id })))]);
  });
  return {
    title: "Ask",
    answer,
    sheet: table,
    body: h(
      "div",
      { class: "text" },
      form(question),
      h("p", { class: "soft" }, `Understood as: ${asked.understood}`),
      h("p", { class: `verdict ${asked.verdict}` }, asked.verdict === "yes" && values.length > 0 ? `${values.length} found` : (kVerdicts[asked.verdict] ?? asked.verdict), asked.certainty === "possible" && ", possibly", asked.why && `: ${asked.why.replaceAll("_", " ")}`),
      values.length > 0 && h("ul", {}, values),
      asked.facts.length > 0 && table.element,
      h("p", { class: "soft" }, "The same from the command line: ", h("code", {}, asked.command)),
    ),
  };
};
