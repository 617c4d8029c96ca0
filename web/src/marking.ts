// SPDX-License-Identifier: Apache-2.0
// Cuts a text where ranges begin and end. Ranges count code points, as statements do; strings here count UTF-16 units.
export interface Marked<T> {
  from: number; // code points
  to: number;
  of: T;
}

export interface Piece<T> {
  text: string;
  of: readonly T[]; // of the ranges that cover it, in their order
}

export function pieces<T>(text: string, ranges: readonly Marked<T>[]): Piece<T>[] {
  const starts = [...ranges].sort((a, b) => a.from - b.from || b.to - a.to);
  const cuts = [...new Set([0, Infinity, ...ranges.flatMap((range) => [range.from, range.to])])].sort((a, b) => a - b);
  const out: Piece<T>[] = [];
  let unit = 0; // where in the string
  let point = 0; // which code point that is
  let open: Marked<T>[] = [];
  let next = 0;
  for (let i = 0; i + 1 < cuts.length && unit < text.length; ++i) {
    while (next < starts.length && starts[next]!.from <= cuts[i]!) open.push(starts[next++]!);
    open = open.filter((range) => range.to > cuts[i]!);
    const begin = unit;
    while (unit < text.length && point < cuts[i + 1]!) {
      unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
      point += 1;
    }
    if (unit > begin) out.push({ text: text.slice(begin, unit), of: open.map((range) => range.of) });
  }
  return out;
}
