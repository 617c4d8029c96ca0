// SPDX-License-Identifier: Apache-2.0
// Where sources contradict each other: both sides with their words, what is likely behind it, what would settle it, and how to say so.
import { Failure, all, get, post } from "../api";
import { changed, to } from "../address";
import { h, type Child } from "../dom";
import { announce } from "../frame";
import { go } from "../go";
import type { View } from "../page";
import { evidenceButton, quoted } from "../parts/drawer";
import { finder } from "../parts/finder";
import { withNames } from "../parts/names";
import { nameOf, phrase } from "../parts/phrase";
import { token, tokenField } from "../parts/token";
import type { Finding, Names, Status } from "../shapes";

const kDecisions = { accept: "Accepted", prefer: "One side preferred", note: "Note" } as const;
const kSeverities = { error: "Errors", warning: "Warnings", notice: "Notices" } as const;

function command(text: string): HTMLElement {
  const code = h("code", {}, text);
  return h("p", { class: "command" }, code, h("button", { type: "button", class: "quiet", click: () => void navigator.clipboard?.writeText(text).then(() => announce("Copied")) }, "Copy"));
}

function settling(finding: Finding, write: boolean): HTMLElement {
  const sides = finding.sides.filter((side) => side.statements.length > 0);
  if (!write) {
    return h(
      "details",
      { class: "twin" },
      h("summary", {}, "Settle it"),
      h("p", { class: "soft" }, "These pages were started for reading only. Type one of:"),
      command(`chancery audit accept ${finding.key} "WHY" --by "YOUR NAME"`),
      sides.map((side) => command(`chancery audit prefer ${finding.key} ${side.statements[0]!.id} "WHY" --by "YOUR NAME"`)),
      command(`chancery audit note ${finding.key} "WORDS" --by "YOUR NAME"`),
    );
  }
  const wordsField = h("input", { name: "words", "aria-label": "Why, in words", placeholder: "Why, in words" });
  const by = h("input", { name: "by", "aria-label": "Who says so", placeholder: "Who says so" });
  const said = h("p", { role: "status" });
  const act = async (action: string, statement?: string): Promise<void> => {
    try {
      await post(`conflicts/${action}`, {}, JSON.stringify({ key: finding.key, words: wordsField.value, by: by.value, ...(statement ? { statement } : {}) }), { "Content-Type": "application/json", Authorization: `Bearer ${token()}` });
      said.textContent = `Recorded: ${action}.`;
    } catch (error) {
      said.textContent = error instanceof Failure ? error.message : "The program does not answer.";
    }
  };
  const button = (label: string, action: string, statement?: string): HTMLElement => h("button", { type: "button", class: "quiet", click: () => void act(action, statement) }, label);
  return h(
    "details",
    { class: "twin" },
    h("summary", {}, "Settle it"),
    h("div", { class: "inline" }, tokenField(), wordsField, by),
    h("div", { class: "inline" }, button("Accept: both stand", "accept"), sides.map((side, i) => button(`Prefer side ${i + 1}`, "prefer", side.statements[0]!.id)), button("Note", "note")),
    said,
  );
}

export function findingCard(finding: Finding, names: Names, write: boolean): HTMLElement {
  return h(
    "article",
    { class: `finding ${finding.severity}`, id: finding.key },
    h("h3", { dir: "auto" }, withNames(finding.about || finding.explanation, names)),
    h("p", { class: "soft" }, `${finding.severity} · ${finding.rule.replaceAll("-", " ")}${finding.certainty === "possible" ? " · only possible, as dates are vague" : ""}`),
    h("p", { dir: "auto" }, finding.explanation),
    h(
      "ol",
      { class: "sides" },
      finding.sides.map((side) =>
        h(
          "li",
          {},
          h("p", { class: "claimed", dir: "auto" }, phrase(side, names)),
          side.statements.slice(0, 3).map((one): Child => [h("blockquote", {}, quoted(one.quote)), h("p", { class: "soft path" }, one.document, " · ", evidenceButton([one]))]),
          side.statements.length > 3 && h("p", { class: "soft" }, `and ${side.statements.length - 3} more: `, evidenceButton(side.statements)),
        ),
      ),
    ),
    h("dl", { class: "facts" }, finding.cause && [h("dt", {}, "Likely cause"), h("dd", {}, finding.cause)], finding.settle && [h("dt", {}, "What would settle it"), h("dd", {}, finding.settle)]),
    (finding.decisions ?? []).map((one) => h("p", { class: "decision" }, h("strong", {}, kDecisions[one.action] ?? one.action), one.by && ` by ${one.by}`, one.words && `: ${one.words}`, one.preferred && [" ", h("code", {}, one.preferred)])),
    settling(finding, write),
  );
}

export const view: View = async (at, signal) => {
  const [a, b] = at.about;
  const flag = (name: string): boolean => at.query.get(name) === "1";
  const [answer, status] = await Promise.all([
    all<Finding>("conflicts", { a: a ?? null, b: b ?? null, severity: at.query.get("severity"), rule: at.query.get("rule"), possible: flag("possible"), all: flag("all"), known: at.query.get("known"), pin: at.query.get("pin") }, signal, 2000),
    get<Status>("status", {}, signal),
  ]);
  const names = answer.names ?? {};
  const about = at.about.map((value) => nameOf(value, names)).join(" and ");
  const severity = h("select", { "aria-label": "How severe at least", change: () => go(changed({ severity: severity.value || null })) }, [["", "All"], ["warning", "Warnings and errors"], ["error", "Errors only"]].map(([value, label]) => h("option", { value: value!, selected: value === (at.query.get("severity") ?? "") }, label!)));
  const check = (name: string, label: string): HTMLElement => {
    const box = h("input", { type: "checkbox", checked: flag(name), change: () => go(changed({ [name]: box.checked ? "1" : null })) });
    return h("label", { class: "check" }, box, " ", label);
  };
  const rows = (): string[][] => [
    ["key", "severity", "rule", "certainty", "about", "explanation", "cause", "settle", "first", "second"],
    ...answer.items.map((one) => [one.key, one.severity, one.rule, one.certainty, one.about, one.explanation, one.cause, one.settle, ...[0, 1].map((i) => one.sides[i]?.statements.map((said) => `${said.id} “${said.quote}” (${said.document})`).join("; ") ?? "")]),
  ];
  return {
    title: about ? `Conflicts: ${about}` : "Conflicts",
    lede: `${answer.items.length === 0 ? "No" : answer.items.length.toLocaleString("en")} ${answer.items.length === 1 ? "finding" : "findings"} of the audit; each with both sides.`,
    clocks: false,
    answer,
    rows,
    body: [
      h("div", { class: "controls" }, finder({ label: "Of whom", choose: (one) => go(to("conflicts", [one.value])) }), about && h("a", { href: to("conflicts") }, "of all"), severity, check("possible", "only possible ones, too"), check("all", "settled ones, too")),
      (Object.keys(kSeverities) as (keyof typeof kSeverities)[]).map((one) => {
        const own = answer.items.filter((finding) => finding.severity === one);
        return own.length > 0 && h("section", { class: "text", "aria-labelledby": `severity-${one}` }, h("h2", { id: `severity-${one}` }, `${kSeverities[one]} (${own.length})`), own.map((finding) => findingCard(finding, names, status.write)));
      }),
    ],
  };
};
