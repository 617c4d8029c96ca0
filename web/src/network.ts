// SPDX-License-Identifier: Apache-2.0
// Who is tied to whom, from facts of one kind: nodes with how many ties they have, edges with their facts. Pure.
import type { Fact } from "./shapes";

export interface Edge {
  from: string;
  to: string;
  directed: boolean;
  facts: Fact[];
}

const kSides: readonly [string, string, boolean][] = [
  ["a", "b", false],
  ["sender", "host", true],
  ["recognizer", "recognized", true],
  ["from", "to", true],
  ["member", "organization", true],
];

export function edges(facts: readonly Fact[]): Edge[] {
  const out = new Map<string, Edge>();
  const add = (from: string, to: string, directed: boolean, fact: Fact): void => {
    if (from === to) return;
    const [x, y] = directed || from < to ? [from, to] : [to, from];
    const key = JSON.stringify([x, y]);
    const edge = out.get(key) ?? { from: x, to: y, directed, facts: [] };
    edge.facts.push(fact);
    out.set(key, edge);
  };
  for (const fact of facts) {
    if (!fact.polarity) continue;
    for (const [one, other, directed] of kSides) {
      const x = fact.roles[one];
      const y = fact.roles[other];
      if (typeof x === "string" && typeof y === "string") add(x, y, directed, fact);
    }
    const parties = fact.roles["parties"];
    if (Array.isArray(parties)) for (let i = 0; i < parties.length; ++i) for (let j = i + 1; j < parties.length; ++j) add(String(parties[i]), String(parties[j]), false, fact);
  }
  return [...out.values()];
}

// Those with most ties first, at most `most` of them; of two with as many, in the alphabet's order.
export function nodes(of: readonly Edge[], most: number): string[] {
  const ties = new Map<string, number>();
  for (const edge of of) for (const one of [edge.from, edge.to]) ties.set(one, (ties.get(one) ?? 0) + 1);
  return [...ties].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, most).map(([value]) => value);
}
