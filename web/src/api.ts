// SPDX-License-Identifier: Apache-2.0
// Asks the program's own interface, and nobody else. What it says went wrong comes as a Failure.
import type { List, Problem } from "./shapes";

export class Failure extends Error {
  constructor(
    readonly problem: Problem,
    readonly status: number,
  ) {
    super(problem.message);
  }
}

export type Parameters = Record<string, string | number | readonly string[] | boolean | null | undefined>;

export function query(parameters: Parameters): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null || value === undefined || value === "" || value === false) continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, one === true ? "1" : String(one));
  }
  const text = search.toString();
  return text && `?${text}`;
}

async function answer<T>(response: Response): Promise<T> {
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  const problem = ((body as { error?: Problem } | null)?.error ?? (body as Problem | null)) || null;
  throw new Failure(problem?.message ? problem : { kind: "system", message: `The program answered ${response.status}` }, response.status);
}

export async function get<T>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<T> {
  return answer<T>(await fetch(`/api/v1/${path}${query(parameters)}`, { signal: signal ?? null, headers: { Accept: "application/json" } }));
}

// All of a list, page after page; where there is more than `most`, its `next` tells so.
export async function all<T>(path: string, parameters: Parameters = {}, signal?: AbortSignal, most = 20_000): Promise<List<T>> {
  let answer = await get<List<T>>(path, { limit: 1000, ...parameters }, signal);
  const items = [...answer.items];
  const names = { ...answer.names };
  while (answer.next && items.length < most) {
    answer = await get<List<T>>(path, { limit: 1000, ...parameters, cursor: answer.next }, signal);
    items.push(...answer.items);
    Object.assign(names, answer.names);
  }
  return { ...answer, items, names };
}

export async function post<T>(path: string, parameters: Parameters, body: BodyInit, headers: Record<string, string> = {}): Promise<T> {
  return answer<T>(await fetch(`/api/v1/${path}${query(parameters)}`, { method: "POST", body, headers }));
}
