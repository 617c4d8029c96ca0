// SPDX-License-Identifier: Apache-2.0
// Names in running text become links to their dossiers; a card with a summary opens beside them (card.ts).
import { to } from "../address";
import { h, type Child } from "../dom";
import type { Names } from "../shapes";

// Names from other scripts read in their own direction and language.
export function languageOf(text: string): string | null {
  if (/\p{Script=Arabic}/u.test(text)) return "ar";
  if (/\p{Script=Cyrillic}/u.test(text)) return "ru";
  return null;
}

export function nameLink(value: string, name: string, words = name): HTMLElement {
  return h("a", { href: to("dossier", [value]), "data-entity": value, dir: "auto", lang: languageOf(words) }, words);
}

// Where `names` stand in `text`, longest first, whole words only: pairs of value and words, and plain text between them.
export function partsOf(text: string, names: Names, but: ReadonlySet<string> = new Set()): (string | { value: string; words: string })[] {
  const values = new Map<string, string>();
  for (const [value, name] of Object.entries(names)) {
    if (!but.has(value) && name.length >= 3) values.set(name, value);
    if (!but.has(value) && value.length >= 3 && !values.has(value)) values.set(value, value);
  }
  const found = [...values.keys()].filter((name) => text.includes(name)).sort((a, b) => b.length - a.length);
  if (found.length === 0) return [text];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${found.map(escaped).join("|")})(?![\\p{L}\\p{N}])`, "gu");
  const parts: (string | { value: string; words: string })[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push({ value: values.get(match[0])!, words: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

export function withNames(text: string, names: Names | undefined, but?: ReadonlySet<string>): Child[] {
  return partsOf(text, names ?? {}, but).map((part) => (typeof part === "string" ? part : nameLink(part.value, part.words)));
}
