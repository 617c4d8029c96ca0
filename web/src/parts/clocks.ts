// SPDX-License-Identifier: Apache-2.0
// The time slider: two labelled handles over one axis of months, true when and known when. Arrow keys move by a month, Page keys by ten of them.
import { words } from "../dates";
import { h, replace, s } from "../dom";

export const monthOf = (date: Date): number => date.getUTCFullYear() * 12 + date.getUTCMonth();
export const edtfOf = (month: number): string => `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
export const monthIn = (edtf: string | null): number | null => {
  const match = /^(\d{4})(?:-(\d\d))?/.exec(edtf ?? "");
  return match ? Number(match[1]) * 12 + (match[2] ? Number(match[2]) - 1 : 0) : null;
};

interface Options {
  first: number; // months
  last: number;
  trueWhen: string | null; // EDTF
  knownWhen: string | null;
  change: (which: "as-of" | "known", edtf: string | null) => void;
}

export function clockSlider({ first, last, trueWhen, knownWhen, change }: Options): HTMLElement {
  const handle = (which: "as-of" | "known", label: string, none: string, date: string | null): HTMLElement => {
    const value = monthIn(date);
    const output = h("output", {});
    const input = h("input", { type: "range", min: first, max: last, step: 1, value: value ?? last, "aria-label": label, class: "handle" });
    let set = value !== null;
    const clear = h("button", { type: "button", class: "link", click: () => { set = false; input.value = String(last); input.focus(); tell(); change(which, null); } }, none);
    const tell = (): void => {
      const text = !set ? none : words(date && Number(input.value) === value ? date : edtfOf(Number(input.value)));
      output.textContent = text;
      input.classList.toggle("unset", !set);
      clear.hidden = !set;
      input.setAttribute("aria-valuetext", text);
    };
    let timer = 0;
    input.addEventListener("input", () => {
      set = true;
      tell();
      clearTimeout(timer);
      timer = window.setTimeout(() => change(which, edtfOf(Number(input.value))), 120);
    });
    tell();
    return h("div", { class: "clock" }, h("span", { class: "clock-label" }, label, ": ", output), input, clear);
  };
  const axis = h("div", { class: "clock-axis", "aria-hidden": "true" });
  const years = (last - first) / 12;
  const step = [1, 5, 10, 20, 50, 100, 200].find((one) => years / one <= 9) ?? 500;
  const picture = s("svg", { viewBox: "0 0 1000 22", preserveAspectRatio: "none" });
  const labels: HTMLElement[] = [];
  for (let year = Math.ceil(first / 12 / step) * step; year * 12 <= last; year += step) {
    const at = ((year * 12 - first) / (last - first)) * 1000;
    picture.append(s("line", { x1: at, x2: at, y1: 0, y2: 6, "vector-effect": "non-scaling-stroke" }));
    const label = h("span", {}, String(year));
    label.style.left = `${at / 10}%`;
    labels.push(label);
  }
  replace(axis, picture, labels);
  return h(
    "fieldset",
    { class: "slider" },
    h("legend", { class: "unseen" }, "Dates"),
    handle("as-of", "True when", "any time", trueWhen),
    axis,
    handle("known", "Known when", "now", knownWhen),
  );
}
