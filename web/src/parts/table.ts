// SPDX-License-Identifier: Apache-2.0
// A table that is shown and taken as CSV: the twin of every view. Cells of numbers stand at the right, in figures of one width.
import { h, type Child } from "../dom";

export interface Column<Row> {
  head: string;
  cell: (row: Row) => Child;
  text?: (row: Row) => string | number; // for CSV, where the cell is more than text
  number?: boolean;
}

export interface Sheet {
  caption: string;
  element: HTMLElement;
  rows: () => string[][]; // the heads first
}

export function sheet<Row>(caption: string, columns: readonly Column<Row>[], rows: readonly Row[], note?: string): Sheet {
  const text = (column: Column<Row>, row: Row): string => {
    const value = column.text ? column.text(row) : column.cell(row);
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  };
  const classOf = (column: Column<Row>): string | null => (column.number ? "number" : null);
  const element = h(
    "div",
    { class: "sheet", role: "group", "aria-label": caption, tabindex: 0 },
    h(
      "table",
      {},
      h("caption", {}, caption, note && h("span", { class: "note" }, note)),
      h("thead", {}, h("tr", {}, columns.map((column) => h("th", { scope: "col", class: classOf(column) }, column.head)))),
      h(
        "tbody",
        {},
        rows.map((row) =>
          h("tr", {}, columns.map((column, i) => h(i === 0 ? "th" : "td", { class: classOf(column), scope: i === 0 ? "row" : null }, column.cell(row)))),
        ),
      ),
    ),
  );
  return {
    caption,
    element,
    rows: () => [columns.map((column) => column.head), ...rows.map((row) => columns.map((column) => text(column, row)))],
  };
}

// The twin of a picture: folded away on the screen until asked for, open in print.
export const twin = (of: Sheet): HTMLElement => h("details", { class: "twin" }, h("summary", {}, `As a table: ${of.caption}`), of.element);
