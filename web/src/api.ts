// SPDX-License-Identifier: Apache-2.0
// Asks the program's own interface, and nobody else. What it says went wrong comes as a Failure.
import type { Problem } from "./shapes";

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

export async function post<T>(path: string, parameters: Parameters, body: BodyInit, headers: Record<string, string> = {}): Promise<T> {
  return answer<T>(await fetch(`/api/v1/${path}${query(parameters)}`, { method: "POST", body, headers }));
}
