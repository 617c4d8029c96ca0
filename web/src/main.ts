// SPDX-License-Identifier: Apache-2.0
// Brings the view that an address names into the frame. Views are loaded when they are first asked for.
import { Failure } from "./api";
import { parse } from "./address";
import { h } from "./dom";
import { busy, frame, settled, show } from "./frame";
import { go, onArrival } from "./go";
import type { Page, View } from "./page";
import { cards } from "./parts/card";
import { drawers } from "./parts/drawer";

const kViews: Record<string, () => Promise<{ view: View }>> = {
  "": () => import("./views/home"),
  anniversaries: () => import("./views/anniversaries"),
  ask: () => import("./views/ask"),
  balance: () => import("./views/balance"),
  compare: () => import("./views/compare"),
  conflicts: () => import("./views/conflicts"),
  dossier: () => import("./views/dossier"),
  map: () => import("./views/map"),
  network: () => import("./views/network"),
  read: () => import("./views/read"),
  search: () => import("./views/search"),
  source: () => import("./views/source"),
  sources: () => import("./views/sources"),
  timeline: () => import("./views/timeline"),
};

function failed(error: unknown): Page {
  const problem = error instanceof Failure ? error.problem : { kind: "system", message: "The program does not answer", hint: "is chancery serve still running?" };
  return {
    title: error instanceof Failure && error.status === 404 ? "Nothing found" : "That did not work",
    clocks: error instanceof Failure,
    body: h("div", { class: "text", role: "alert" }, h("p", {}, problem.message, problem.place && ` (${problem.place})`, "."), problem.hint && h("p", { class: "soft" }, problem.hint)),
  };
}

let asked = new AbortController();
let started = false;
let path = "";

async function arrive(): Promise<void> {
  asked.abort();
  asked = new AbortController();
  const { signal } = asked;
  window.dispatchEvent(new Event("chancery:moved"));
  busy();
  const at = parse(new URL(location.href));
  let page: Page;
  try {
    const load = kViews[at.view];
    if (!load) throw new Failure({ kind: "not_found", message: `There is no page "${at.view}"` }, 404);
    page = await (await load()).view(at, signal);
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof Failure)) console.warn(error);
    page = failed(error);
  }
  if (signal.aborted) return;
  path = location.pathname + location.search;
  show(page, at);
  settled(started || at.hash !== "");
  started = true;
}

onArrival(() => void arrive());
frame();
cards();
drawers();
document.addEventListener("click", (event) => {
  const link = (event.target as Element).closest?.("a");
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.origin !== location.origin || link.hasAttribute("download") || link.target || link.pathname.startsWith("/api/")) return;
  if (link.pathname + link.search === location.pathname + location.search && link.hash) return; // within the page
  event.preventDefault();
  go(link.href);
});
window.addEventListener("popstate", () => {
  if (location.pathname + location.search !== path) void arrive();
});
void arrive();
