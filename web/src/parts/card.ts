// SPDX-License-Identifier: Apache-2.0
// The card beside a name: who that is, from a document's summary or from facts. Opens on hovering or focusing, stays while the pointer is on
// it, and closes with Escape. One for the whole page.
import { get } from "../api";
import { clocks, here, to } from "../address";
import { h, replace } from "../dom";
import type { Entity } from "../shapes";

const kWait = 250;
const card = h("div", { class: "card", role: "tooltip", id: "card", hidden: true });
const asked = new Map<string, Promise<Entity>>();
let timer = 0;
let open: HTMLElement | null = null;

function close(): void {
  clearTimeout(timer);
  open?.removeAttribute("aria-describedby");
  open = null;
  card.hidden = true;
}

function place(name: HTMLElement): void {
  const at = name.getClientRects()[0] ?? name.getBoundingClientRect();
  card.hidden = false;
  const { width, height } = card.getBoundingClientRect();
  const below = at.bottom + 6 + height < innerHeight;
  card.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8)) + scrollX}px`;
  card.style.top = `${(below ? at.bottom + 6 : Math.max(4, at.top - height - 6)) + scrollY}px`;
}

function ask(value: string): Promise<Entity> {
  const { known, pin } = clocks(here());
  const query = { known, pin };
  const key = JSON.stringify([value, query]);
  let answer = asked.get(key);
  if (!answer) {
    answer = get<Entity>("entity", { name: value, ...query });
    asked.set(key, answer);
    answer.catch(() => asked.delete(key));
  }
  return answer;
}

async function show(name: HTMLElement): Promise<void> {
  const entity = await ask(name.dataset["entity"]!).catch(() => null);
  if (!entity || !name.isConnected || (!name.matches(":hover") && document.activeElement !== name)) return;
  close();
  open = name;
  name.setAttribute("aria-describedby", card.id);
  replace(
    card,
    h("p", { class: "card-name" }, h("strong", { dir: "auto" }, entity.name), " ", h("span", { class: "soft" }, [entity.type, entity.value !== entity.name && entity.value].filter(Boolean).join(" · "))),
    entity.gloss ? h("blockquote", { dir: "auto" }, entity.gloss.text) : h("ul", {}, entity.claims.slice(0, 6).map((claim) => h("li", { dir: "auto" }, claim.text))),
    h("p", { class: "soft" }, entity.gloss ? `Summary in ${entity.gloss.document}` : `${Object.values(entity.statements).reduce((a, b) => a + b, 0).toLocaleString("en")} statements`),
    h("p", { class: "soft" }, h("a", { href: to("dossier", [entity.value]), tabindex: -1 }, "Open the dossier")),
  );
  place(name);
}

export function cards(): void {
  document.body.append(card);
  const named = (event: Event): HTMLElement | null => (event.target as Element | null)?.closest?.<HTMLElement>("[data-entity]") ?? null;
  const later = (event: Event): void => {
    const name = named(event);
    clearTimeout(timer);
    if (name) timer = window.setTimeout(() => void show(name), kWait);
  };
  const leaving = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (open && !card.matches(":hover") && !open.matches(":hover") && document.activeElement !== open) close();
    }, kWait);
  };
  document.addEventListener("pointerover", (event) => ((event as PointerEvent).pointerType === "touch" ? undefined : later(event)));
  document.addEventListener("pointerout", leaving);
  document.addEventListener("focusin", later);
  document.addEventListener("focusout", leaving);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open) {
      close();
      event.stopPropagation();
    }
  }, true);
  window.addEventListener("chancery:moved", close);
}
