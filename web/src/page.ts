// SPDX-License-Identifier: Apache-2.0
// What a view hands to the frame (frame.ts): a title, its body, the table twin, and what can be taken away as a file.
import type { Address } from "./address";
import type { Child } from "./dom";
import type { Sheet } from "./parts/table";
import type { Answered } from "./shapes";

export interface Page {
  title: string;
  lede?: Child;
  body: Child;
  wide?: boolean; // pictures and tables take the whole width
  clocks?: boolean; // whether dates can be set
  sheet?: Sheet; // taken as CSV
  rows?: () => string[][]; // likewise, where no sheet is shown
  picture?: () => SVGSVGElement | null;
  others?: readonly { label: string; take: () => void }[];
  answer?: Answered; // whose pin and dates the foot names
  after?: () => void; // once it stands in the document
}

export type View = (at: Address, signal: AbortSignal) => Promise<Page>;
