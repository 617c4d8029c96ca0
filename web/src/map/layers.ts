// SPDX-License-Identifier: Apache-2.0
// What facts put on the map: points with lines to where they belong, and states that are filled. Pure, so that it can be tested.
import type { Fact } from "../shapes";
import type { Spot } from "./places";

export interface Where {
  city: (state: string, name: string) => Spot | null;
  state: (state: string) => Spot | null; // its capital, else its middle
}

export interface Point {
  fact: Fact;
  type: string; // of a mission; "accreditation"
  direction: "sent" | "received" | "";
  at: Spot;
  seat: Spot | null; // from where a non-resident mission is kept
  known: boolean; // whether the city is known, or it stands in the capital for want of one
}

const text = (fact: Fact, role: string): string => {
  const value = fact.roles[role];
  return typeof value === "string" ? value : "";
};

const kGone = new Set(["closed", "ended", "withdrawn", "severed", "suspended"]);

export function missionPoints(facts: readonly Fact[], focus: string, where: Where): { points: Point[]; unplaced: Fact[] } {
  const points: Point[] = [];
  const unplaced: Fact[] = [];
  for (const fact of facts) {
    if (!fact.polarity || kGone.has(text(fact, "action"))) continue;
    const sender = text(fact, "sender");
    const host = text(fact, "host");
    const direction = sender === focus ? "sent" : host === focus ? "received" : "";
    if (fact.kind === "accreditation") {
      const at = where.state(host);
      const via = text(fact, "via");
      if (at) points.push({ fact, type: "accreditation", direction, at, seat: via ? (where.state(via) ?? where.city("", via)) : null, known: true });
      else unplaced.push(fact);
      continue;
    }
    const city = text(fact, "city");
    const spot = city ? where.city(host, city) : null;
    const at = spot ?? where.state(host);
    if (at) points.push({ fact, type: text(fact, "type"), direction, at, seat: null, known: spot !== null });
    else unplaced.push(fact);
  }
  return { points, unplaced };
}

// Points that fall on one spot stand around it in a spiral; gives the shift of each, in units of the picture.
export function spread(count: number, step = 9): [number, number][] {
  const golden = Math.PI * (3 - Math.sqrt(5));
  return Array.from({ length: count }, (_, i) => {
    const radius = count === 1 ? 0 : step * 0.62 * Math.sqrt(i + 0.5);
    return [radius * Math.cos(i * golden), radius * Math.sin(i * golden)];
  });
}

// The states that facts of a kind tie to the one in focus, with the facts.
export function tied(facts: readonly Fact[], focus: string): Map<string, Fact[]> {
  const out = new Map<string, Fact[]>();
  for (const fact of facts) {
    if (!fact.polarity || kGone.has(text(fact, "action"))) continue;
    for (const value of Object.values(fact.roles).flat())
      if (typeof value === "string" && value !== focus) out.set(value, [...(out.get(value) ?? []), fact]);
  }
  return out;
}
