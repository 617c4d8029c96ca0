// SPDX-License-Identifier: Apache-2.0
// From moments to what a timeline draws: a bar a fact, with ends that are sharp, soft (the days that a date may mean) or open. Pure.
import { bounds } from "./dates";
import type { Fact, Moment } from "./shapes";

export interface End {
  first: number; // days since 1970; ±Infinity where open
  last: number;
}

export interface Span {
  fact: Fact;
  shape: "event" | "bar" | "held"; // it happened; it lasted; it is known to have held at a date
  start: End | null; // null: when it began is not said
  end: End | null; // null: no end is said
  contested: boolean;
}

// Moments of one fact come together; facts are in the order of their first moment.
export function spans(moments: readonly Moment[], contested: ReadonlySet<string>): Span[] {
  const facts = new Map<string, { fact: Fact; moments: Moment[] }>();
  for (const moment of moments) {
    const key = moment.fact.statements.map((one) => one.id).join(" ") || JSON.stringify(moment.fact);
    const entry = facts.get(key) ?? { fact: moment.fact, moments: [] };
    entry.moments.push(moment);
    facts.set(key, entry);
  }
  return [...facts.values()].map(({ fact, moments: own }) => {
    const at = (point: Moment["point"]): End | null => {
      const moment = own.find((one) => one.point === point);
      return moment ? bounds(moment.date) : null;
    };
    const happened = at("happened");
    const start = at("began");
    const end = at("ended");
    const held = at("held");
    return {
      fact,
      shape: happened ? "event" : start || end ? "bar" : "held",
      start: happened ?? start ?? (end ? null : held),
      end: happened ?? end ?? (start ? null : held),
      contested: fact.statements.some((one) => contested.has(one.id)),
    };
  });
}

// From the first day to the last that any of them names, a little wider.
export function extent(of: readonly Span[], today: number): [number, number] {
  const days = of.flatMap((span) => [span.start, span.end].flatMap((end) => (end ? [end.first, end.last] : []))).filter(Number.isFinite);
  if (days.length === 0) return [today - 3650, today];
  const first = days.reduce((a, b) => Math.min(a, b));
  const last = days.reduce((a, b) => Math.max(a, b));
  const margin = Math.max(180, (last - first) * 0.03);
  return [first - margin, last + margin];
}

// Round years for an axis, at most `most` of them.
export function years(first: number, last: number, most: number): number[] {
  const from = new Date(first * 86_400_000).getUTCFullYear();
  const to = new Date(last * 86_400_000).getUTCFullYear();
  const step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500].find((one) => (to - from) / one <= most) ?? 1000;
  const out: number[] = [];
  for (let year = Math.ceil((from + 1) / step) * step; year <= to; year += step) out.push(year);
  return out;
}
