// SPDX-License-Identifier: Apache-2.0
// Where one is: the path names the view and what it is about, the query its dates and the state of the ledger (the pin).
export const kClocks = ["as-of", "known", "pin"] as const;

export interface Address {
  view: string;
  about: readonly string[];
  query: URLSearchParams;
  hash: string;
}

export function parse(url: URL): Address {
  const parts = url.pathname.split("/").filter(Boolean).map(decoded);
  return { view: parts[0] ?? "", about: parts.slice(1), query: url.searchParams, hash: decoded(url.hash.slice(1)) };
}

// An address may be typed by hand: what is no escape stands for itself.
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const here = (): Address => parse(new URL(location.href));

type Changes = Record<string, string | null | undefined>;

// The address of a view; dates and pin of where one is go along unless `changes` say otherwise.
export function to(view: string, about: readonly string[] = [], changes: Changes = {}, hash = "", from: URLSearchParams = here().query): string {
  const search = new URLSearchParams();
  for (const name of kClocks) if (from.get(name)) search.set(name, from.get(name)!);
  for (const [name, value] of Object.entries(changes)) {
    if (value) search.set(name, value);
    else search.delete(name);
  }
  const path = [view, ...about].filter(Boolean).map(encodeURIComponent).join("/");
  const text = search.toString();
  return `/${path}${text && `?${text}`}${hash && `#${encodeURIComponent(hash)}`}`;
}

// The same view with other parameters.
export function changed(changes: Changes): string {
  const at = here();
  const search = new URLSearchParams(at.query);
  for (const [name, value] of Object.entries(changes)) {
    if (value) search.set(name, value);
    else search.delete(name);
  }
  const text = search.toString();
  return `${location.pathname}${text && `?${text}`}`;
}

// What an answer is asked with: both clocks, or the pin.
export const clocks = (at: Address): Record<string, string | null> => ({
  "as-of": at.query.get("as-of"),
  known: at.query.get("known"),
  pin: at.query.get("pin"),
});
