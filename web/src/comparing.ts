// SPDX-License-Identifier: Apache-2.0
// What two lists of facts have in common: the same kind, roles and polarity are the same, whichever details one of them leaves out. Pure.
import type { Fact } from "./shapes";

const kDetails = new Set(["city", "action", "words", "via"]);

export function keyOf(fact: Fact): string {
  const roles = Object.entries(fact.roles)
    .filter(([name]) => !kDetails.has(name))
    .map(([name, value]) => [name === "a" || name === "b" ? "side" : name, Array.isArray(value) ? [...value].sort().join("+") : String(value)].join("="))
    .sort();
  return [fact.kind, fact.polarity, ...roles].join(" ");
}

export interface Compared {
  first: Fact[];
  both: Fact[];
  second: Fact[];
}

export function compare(first: readonly Fact[], second: readonly Fact[]): Compared {
  const in1 = new Set(first.map(keyOf));
  const in2 = new Set(second.map(keyOf));
  return { first: first.filter((fact) => !in2.has(keyOf(fact))), both: first.filter((fact) => in2.has(keyOf(fact))), second: second.filter((fact) => !in1.has(keyOf(fact))) };
}

// Of the facts of a state, whom each kind ties it to.
export function partners(facts: readonly Fact[], self: string): Map<string, Map<string, Fact>> {
  const out = new Map<string, Map<string, Fact>>();
  for (const fact of facts) {
    if (!fact.polarity) continue;
    const own = out.get(fact.kind) ?? new Map<string, Fact>();
    for (const name of ["a", "b", "sender", "host", "recognizer", "recognized", "organization", "from", "to", "parties"])
      for (const value of [fact.roles[name]].flat()) if (typeof value === "string" && value !== self && !own.has(value)) own.set(value, fact);
    if (own.size > 0) out.set(fact.kind, own);
  }
  return out;
}
