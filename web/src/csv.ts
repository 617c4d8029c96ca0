// SPDX-License-Identifier: Apache-2.0
// Comma-separated values as RFC 4180 has them. A cell that a spreadsheet would take for a formula gets an apostrophe before it, as what
// documents say is not to be run.
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.]+$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const csv = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
