// SPDX-License-Identifier: Apache-2.0
// Dates as documents say them (EDTF), for people and for axes. What is no date stays as it is.
import type { Time } from "./shapes";

const kMonths = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

function point(text: string): string {
  const match = /^(-?\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d))?(?:-(\d\d))?([?~%]?)$/.exec(text);
  if (!match) return text;
  const [, year = "", month, day, doubt] = match;
  let words = year.endsWith("XX") ? `the ${year.slice(0, 2)}00s` : year.endsWith("X") ? `the ${year.slice(0, 3)}0s` : year;
  const name = month && kMonths[Number(month) - 1];
  if (name) words = `${day ? `${Number(day)} ` : ""}${name} ${words}`;
  if (doubt === "~" || doubt === "%") words = `about ${words}`;
  if (doubt === "?" || doubt === "%") words += " (uncertain)";
  return words;
}

export function words(edtf: string): string {
  if (edtf === "..") return "a date not said";
  const [from, to] = edtf.split("/");
  if (from === undefined || to === undefined) return point(edtf);
  if (from === "..") return `by ${point(to)}`;
  if (to === "..") return `${point(from)} or later`;
  return `${point(from)} – ${point(to)}`;
}

export function timeWords(time: Time): string {
  const parts: string[] = [];
  if (time.on) parts.push(words(time.on));
  if (time.since) parts.push(`since ${words(time.since)}`);
  if (time.until) parts.push(time.until === ".." ? "ended, when is not said" : `until ${words(time.until)}`);
  if (time.at && parts.length === 0) parts.push(`as of ${words(time.at)}`);
  return parts.join(", ");
}

// Days since 1970 (UTC).
export const kDay = 86_400_000;
export const dayOf = (year: number, month: number, day: number): number => {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.floor(date.getTime() / kDay);
};

export interface Bounds {
  first: number; // -Infinity where open
  last: number; // Infinity where open
}

// The days that a date may mean; null where it is no date.
export function bounds(edtf: string): Bounds | null {
  const [from, to] = edtf.split("/");
  if (from !== undefined && to !== undefined) {
    const first = from === ".." || from === "" ? { first: -Infinity, last: 0 } : bounds(from);
    const last = to === ".." || to === "" ? { first: 0, last: Infinity } : bounds(to);
    return first && last ? { first: first.first, last: last.last } : null;
  }
  const match = /^(\d{2})(\d|X)(\d|X)(?:-(\d\d))?(?:-(\d\d))?[?~%]?$/.exec(edtf);
  if (!match) return null;
  const [, century, ten, one, month, day] = match;
  const early = Number(`${century}${ten === "X" ? 0 : ten}${one === "X" ? 0 : one}`);
  const late = Number(`${century}${ten === "X" ? 9 : ten}${one === "X" ? 9 : one}`);
  if (month === undefined) return { first: dayOf(early, 1, 1), last: dayOf(late, 12, 31) };
  const m = Number(month);
  if (m < 1 || m > 12) return null;
  if (day === undefined) return { first: dayOf(early, m, 1), last: dayOf(late, m + 1, 1) - 1 };
  const first = dayOf(early, m, Number(day));
  return { first, last: first };
}

export const isoOf = (day: number): string => new Date(day * kDay).toISOString().slice(0, 10);

export function recordedWords(seconds: number): string {
  return point(new Date(seconds * 1000).toISOString().slice(0, 10));
}
