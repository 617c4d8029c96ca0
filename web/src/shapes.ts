// SPDX-License-Identifier: Apache-2.0
// What the interface at /api/v1 answers, as far as the pages use it. Its own description is /api/v1/openapi.json.
export type Value = string | number | readonly string[];

export interface Passage {
  document: string;
  from: number; // code points
  to: number;
  quote: string;
}

export interface Time {
  on?: string;
  since?: string;
  until?: string;
  at?: string;
}

export interface Said {
  id: string;
  source: Passage;
}

export interface Fact {
  kind: string;
  roles: Record<string, Value>;
  time: Time;
  polarity: boolean;
  mode?: string;
  certainty?: string;
  text?: string;
  statements: readonly Said[];
}

export interface Statement {
  id: string;
  kind: string;
  roles: Record<string, Value>;
  time: Time;
  polarity: boolean;
  mode?: string;
  source: Passage;
  rule?: string;
  scope?: string;
  text?: string;
}

export type Names = Record<string, string>;

// What every answer carries.
export interface Answered {
  program: string;
  pin: string;
  as_of?: string;
  known?: string;
  names?: Names;
}

export interface List<T> extends Answered {
  items: readonly T[];
  next?: string | null;
  total?: number;
}

export interface Claim {
  text: string;
  quoted?: string;
  notes: readonly number[];
}

export interface Note {
  statements?: readonly string[];
  document?: string;
  from?: number;
  to?: number;
  quote?: string;
  searched?: string;
}

export interface Block {
  title?: string;
  claims?: readonly Claim[];
  table?: { heads: readonly string[]; rows: readonly { label: string; cells: readonly (readonly Claim[])[] }[] };
}

export interface Dossier {
  title: string;
  subtitle: string;
  head: readonly Claim[];
  sections: readonly { name: string; title: string; blocks: readonly Block[] }[];
  notes: readonly Note[];
  foot: string;
}

export interface Brief extends Answered {
  brief: Dossier;
}

export interface Explained extends Answered {
  text: string;
  why: Why;
}

export interface Why {
  statement: Statement;
  retracted: boolean;
  recorded: number;
  document: { path: string; sha256: string; form: string; title: string; published: string };
  before: string;
  after: string;
  agreeing: readonly Statement[];
  rivals: readonly Statement[];
}

export interface Entity extends Answered {
  value: string;
  name: string;
  type: string;
  gloss: { text: string; document: string; sha256: string; from: number; to: number } | null;
  claims: readonly { text: string; statements: readonly string[] }[];
  statements: Readonly<Record<string, number>>; // how many, by kind
}

export interface SourceLine {
  document: string;
  title: string;
  published: string;
  form: string;
  sha256: string;
  statements: number;
  retracted: number;
  recorded: number;
}

export interface Range {
  from: number;
  to: number;
}

export interface SourceText extends Answered {
  source: SourceLine;
  text: string | null;
  statements: readonly { id: string; kind: string; from: number; to: number; text: string }[];
  unread: readonly Range[];
}

export interface Finding {
  key: string;
  rule: string;
  severity: "error" | "warning" | "notice";
  certainty: string;
  explanation: string;
  cause: string;
  settle: string;
  group: string;
  about: string;
  decisions?: readonly { action: "accept" | "prefer" | "note"; by: string; words?: string; preferred?: string; recorded: string }[];
  sides: readonly {
    kind: string;
    roles: Record<string, Value>;
    time: Time;
    polarity: boolean;
    text?: string;
    statements: readonly (Passage & { id: string })[];
  }[];
}

export type Point = "happened" | "began" | "ended" | "held";

export interface Moment {
  date: string;
  earliest: string | null;
  latest: string | null;
  point: Point;
  fact: Fact;
}

export interface Anniversary {
  on: string;
  precision: "day" | "month" | "year";
  years: number;
  date: string;
  point: Point;
  fact: Fact;
}

export interface Status extends Answered {
  statements: number;
  sources: number;
  write: boolean;
  first_recorded: string | null;
  last_recorded: string | null;
}

export interface Problem {
  kind: string;
  message: string;
  place?: string;
  hint?: string;
}
