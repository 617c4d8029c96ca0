// SPDX-License-Identifier: Apache-2.0
// A field that suggests names while one types (a combobox with a list): Enter on a suggestion opens its dossier, on words searches for them.
import { get } from "../api";
import { to } from "../address";
import { h, replace, unique } from "../dom";
import { go } from "../go";
import type { List } from "../shapes";

export interface Suggestion {
  value: string;
  name: string;
  type: string;
}

interface Options {
  label: string;
  choose?: (one: Suggestion) => void; // else its dossier opens
  value?: string;
}

export function finder({ label, choose, value }: Options): HTMLElement {
  const list = h("ul", { role: "listbox", id: unique("suggestions"), "aria-label": "Suggestions", hidden: true });
  const input = h("input", {
    type: "search",
    role: "combobox",
    "aria-label": label,
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-autocomplete": "list",
    placeholder: choose ? label : "Search",
    autocomplete: "off",
    spellcheck: "false",
    dir: "auto",
    value: value ?? "",
  });
  let shown: readonly Suggestion[] = [];
  let at = -1;
  let asked = new AbortController();

  const close = (): void => {
    shown = [];
    at = -1;
    list.hidden = true;
    replace(list);
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (one: Suggestion): void => {
    input.value = "";
    close();
    if (choose) choose(one);
    else go(to("dossier", [one.value]));
  };
  const mark = (): void => {
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    const marked = list.children[at];
    if (marked) input.setAttribute("aria-activedescendant", marked.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const suggest = async (): Promise<void> => {
    asked.abort();
    asked = new AbortController();
    const words = input.value.trim();
    if (words.length < 2) return close();
    const answer = await get<List<Suggestion>>("suggest", { q: words }, asked.signal).catch(() => null);
    if (!answer || input.value.trim() !== words) return;
    shown = answer.items.slice(0, 8);
    at = -1;
    replace(
      list,
      shown.map((one) => h("li", { role: "option", id: unique("suggestion"), "aria-selected": "false", pointerdown: (event) => { event.preventDefault(); take(one); } }, h("span", { dir: "auto" }, one.name), " ", h("span", { class: "soft" }, one.type))),
    );
    list.hidden = shown.length === 0;
    input.setAttribute("aria-expanded", String(shown.length > 0));
  };
  input.addEventListener("input", () => void suggest());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && shown.length > 0) {
      event.preventDefault();
      at = (at + (event.key === "ArrowDown" ? 1 : -1) + shown.length + 1) % (shown.length + 1);
      if (at === shown.length) at = -1;
      mark();
    }
  });
  const form = h("form", { role: choose ? null : "search", class: "finder" }, input, list);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = input.value.trim();
    const one = at >= 0 ? shown[at] : choose ? shown[0] : undefined;
    if (one) return take(one);
    if (!words || choose) return;
    close();
    go(to("search", [], { q: words }));
  });
  return form;
}
