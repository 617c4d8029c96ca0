// SPDX-License-Identifier: Apache-2.0
// Round anniversaries in a year: a day only where a day was said, else the month or the year.
import { all } from "../api";
import { changed, to } from "../address";
import { words } from "../dates";
import { h } from "../dom";
import { go } from "../go";
import type { View } from "../page";
import { evidenceButton } from "../parts/drawer";
import { finder } from "../parts/finder";
import { withNames } from "../parts/names";
import { nameOf, phrase } from "../parts/phrase";
import { sheet } from "../parts/table";
import type { Anniversary } from "../shapes";

export const view: View = async (at, signal) => {
  const year = at.query.get("year") ?? String(new Date().getFullYear());
  const every = at.query.get("every") ?? "5";
  const parameters = { a: at.about[0] ?? null, b: at.about[1] ?? null, year, every, known: at.query.get("known"), pin: at.query.get("pin") };
  const answer = await all<Anniversary>("anniversaries", parameters, signal);
  const names = answer.names ?? {};
  const about = at.about.map((value) => nameOf(value, names)).join(" and ");
  const table = sheet<Anniversary>(
    `Anniversaries in ${year}: ${answer.items.length}`,
    [
      { head: "When", cell: (one) => (one.precision === "day" ? words(one.on) : [words(one.on), h("span", { class: "soft" }, ` (the day is not said)`)]), text: (one) => one.on },
      { head: "Years", cell: (one) => (one.years % 25 === 0 ? h("strong", {}, String(one.years)) : one.years), text: (one) => one.years, number: true },
      { head: "Of", cell: (one) => withNames(phrase(one.fact, names), names, new Set(at.about)), text: (one) => phrase(one.fact, names) },
      { head: "Date", cell: (one) => words(one.date), text: (one) => one.date },
      { head: "Evidence", cell: (one) => evidenceButton(one.fact.statements), text: (one) => one.fact.statements.map((said) => said.id).join(" ") },
    ],
    answer.items,
  );
  const yearField = h("input", { name: "year", type: "number", value: year, min: 1, max: 9999, "aria-label": "Year" });
  const everyField = h("input", { name: "every", type: "number", value: every, min: 1, max: 500, "aria-label": "Every so many years" });
  const form = h("form", { class: "inline" }, h("label", {}, h("span", { class: "soft" }, "In "), yearField), h("label", {}, h("span", { class: "soft" }, "every "), everyField, h("span", { class: "soft" }, " years")), h("button", { type: "submit", class: "quiet" }, "Show"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(changed({ year: yearField.value, every: everyField.value === "5" ? null : everyField.value }));
  });
  return {
    title: about ? `Anniversaries: ${about}` : "Anniversaries",
    wide: true,
    clocks: false,
    answer,
    sheet: table,
    body: [h("div", { class: "controls" }, finder({ label: "Of whom", choose: (one) => go(to("anniversaries", [one.value], { year: at.query.get("year") })) }), about && h("a", { href: to("anniversaries", [], { year: at.query.get("year") }) }, "of all"), form), table.element],
  };
};
