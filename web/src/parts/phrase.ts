// SPDX-License-Identifier: Apache-2.0
// A fact in words: the program's own, or where an answer has none, its roles.
import { timeWords } from "../dates";
import type { Names, Time, Value } from "../shapes";

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

export const kindWords = (kind: string): string => capital(kind.replaceAll("-", " "));

export const counted = (number: number, thing: string): string => `${number.toLocaleString("en")} ${thing}${number === 1 ? "" : "s"}`;

export const nameOf = (value: string, names: Names | undefined): string => names?.[value] ?? value;

export function valueWords(value: Value, names: Names | undefined): string {
  if (typeof value === "number") return value.toLocaleString("en");
  if (typeof value === "string") return nameOf(value, names);
  return value.map((one) => nameOf(one, names)).join(", ");
}

export function phrase(of: { kind: string; roles: Record<string, Value>; time: Time; polarity: boolean; text?: string }, names: Names | undefined): string {
  if (of.text) return capital(of.text);
  const roles = Object.values(of.roles).map((value) => valueWords(value, names));
  const time = timeWords(of.time);
  return `${kindWords(of.kind)}: ${roles.join(", ")}${time && ` (${time})`}${of.polarity ? "" : " (denied)"}`;
}
