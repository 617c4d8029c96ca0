// SPDX-License-Identifier: Apache-2.0
// What stands around every view: the head with the search and the ways to the others, the dates, the foot with pin and downloads.
import { changed, here, to, type Address } from "./address";
import { words } from "./dates";
import { h, replace, type Child } from "./dom";
import { go } from "./go";
import { downloads } from "./parts/download";
import { finder } from "./parts/finder";
import type { Page } from "./page";

const kViews = [
  ["map", "Map"],
  ["timeline", "Timeline"],
  ["network", "Network"],
  ["compare", "Compare"],
  ["balance", "Balance"],
  ["anniversaries", "Anniversaries"],
  ["conflicts", "Conflicts"],
  ["sources", "Sources"],
  ["read", "Read"],
  ["ask", "Ask"],
] as const;

export const main = h("main", { id: "content", tabindex: -1 });
const ways = h("ul", {});
const toggle = h("button", { type: "button", class: "quiet menu", "aria-expanded": "false", "aria-controls": "ways" }, "Views");
const nav = h("nav", { "aria-label": "Views", id: "ways" }, ways);
const live = h("p", { class: "unseen", role: "status", "aria-live": "polite" });

export const announce = (text: string): void => {
  live.textContent = text;
};

export function frame(): void {
  toggle.addEventListener("click", () => toggle.setAttribute("aria-expanded", String(toggle.getAttribute("aria-expanded") !== "true")));
  document.querySelector("noscript")?.remove();
  document.body.append(
    h("a", { class: "skip", href: "#content", click: (event) => { event.preventDefault(); main.focus(); main.scrollIntoView(); } }, "To the content"),
    h("header", { class: "top" }, h("a", { class: "wordmark", href: "/" }, "Chancery"), finder({ label: "Find a state, an organisation, a person or words" }), toggle, nav),
    main,
    live,
  );
}

// The ways to the other views: they keep what one looks at, and its dates.
function showWays(at: Address): void {
  const about = at.view === "dossier" || kViews.some(([view]) => view === at.view && !["sources", "read", "ask", "compare"].includes(view)) ? at.about : [];
  replace(
    ways,
    kViews.map(([view, label]) =>
      h("li", {}, h("a", { href: to(view, ["sources", "read", "ask"].includes(view) ? [] : about), "aria-current": view === at.view || (view === "sources" && at.view === "source") ? "page" : null }, label)),
    ),
  );
  toggle.setAttribute("aria-expanded", "false");
}

// Both clocks: when it was true, and when it was known.
function clocksForm(at: Address): HTMLElement {
  const field = (name: string, label: string, hint: string): HTMLElement =>
    h("label", {}, h("span", {}, label), h("input", { name, type: "text", value: at.query.get(name) ?? "", placeholder: hint, autocomplete: "off", spellcheck: "false", size: 11 }));
  const form = h(
    "form",
    { class: "clocks", "aria-label": "Dates" },
    field("as-of", "True when", "any time"),
    field("known", "Known when", "now"),
    h("button", { type: "submit" }, "Show"),
    at.query.get("pin") && h("span", { class: "soft" }, "pinned to ", h("code", {}, at.query.get("pin")!.slice(0, 16)), " ", h("a", { href: changed({ pin: null }) }, "unpin")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(form);
    go(changed({ "as-of": String(data.get("as-of")).trim(), known: String(data.get("known")).trim(), pin: null }));
  });
  return form;
}

let standing: HTMLElement = h("footer");

function foot(page: Page, at: Address): HTMLElement {
  const name = ["chancery", at.view, ...at.about, at.query.get("as-of")].filter(Boolean).join("-").replace(/[^\p{L}\p{N}-]+/gu, "-").toLowerCase();
  const pin = page.answer?.pin;
  return h(
    "footer",
    { class: "foot" },
    h("div", { class: "takings", role: "group", "aria-label": "Take away" }, downloads({ name, rows: page.rows ?? page.sheet?.rows, picture: page.picture, others: page.others ?? [] })),
    h(
      "p",
      { class: "soft" },
      at.query.get("as-of") ? `As of ${words(at.query.get("as-of")!)}. ` : "",
      at.query.get("known") ? `As known on ${words(at.query.get("known")!)}. ` : "",
      pin && ["Pin ", h("a", { href: changed({ pin: pin.slice(0, 16), known: null }), title: "The address of exactly this answer" }, h("code", {}, pin.slice(0, 16)))],
      pin && ` · ${page.answer?.program ?? ""}`,
    ),
  );
}

export function show(page: Page, at: Address): void {
  showWays(at);
  document.title = page.title === "Chancery" ? "Chancery" : `${page.title} · Chancery`;
  document.documentElement.style.setProperty("--running", JSON.stringify([page.title, at.query.get("as-of") && `as of ${at.query.get("as-of")}`, page.answer && `pin ${page.answer.pin.slice(0, 16)}`].filter(Boolean).join(" · ")));
  const heading = h("h1", { tabindex: -1, dir: "auto" }, page.title);
  main.className = page.wide ? "wide" : "";
  const lede: Child = page.lede ? h("p", { class: "lede" }, page.lede) : null;
  standing = foot(page, at);
  replace(main, h("div", { class: "title" }, heading, lede), page.clocks !== false && clocksForm(at), page.body, standing);
  page.after?.();
}

// After a view has changed what it shows by itself.
export function refoot(page: Page, at: Address): void {
  const fresh = foot(page, at);
  standing.replaceWith(fresh);
  standing = fresh;
  showWays(at);
}

// Of the address that is asked for while its answer is on the way.
export function busy(): void {
  main.setAttribute("aria-busy", "true");
}

export function settled(moved: boolean): void {
  main.removeAttribute("aria-busy");
  const heading = main.querySelector("h1");
  if (moved && heading) {
    announce(document.title);
    heading.focus({ preventScroll: true });
    const target = here().hash && document.getElementById(here().hash);
    if (target) target.scrollIntoView({ block: "center" });
    else scrollTo(0, 0);
  }
}
