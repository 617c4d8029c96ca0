// SPDX-License-Identifier: Apache-2.0
// A shape for each type of mission, so that none is told by colour alone: square embassy, circle consulate-general, small circle consulate,
// diamond permanent mission, triangle everything else; hollow where honorary.
import { s } from "../dom";

export interface Symbol {
  path: string;
  hollow: boolean;
  label: string;
}

const circle = (r: number): string => `M${r},0A${r},${r} 0 1 1 ${-r},0A${r},${r} 0 1 1 ${r},0Z`;

export function symbolOf(type: string): Symbol {
  const hollow = type.startsWith("honorary-");
  const label = type.replaceAll("-", " ");
  if (["embassy", "legation", "diplomatic-mission"].includes(type)) return { path: "M-4.5,-4.5H4.5V4.5H-4.5Z", hollow, label };
  if (type.endsWith("consulate-general")) return { path: circle(4.75), hollow, label };
  if (type.includes("consul")) return { path: circle(3.25), hollow, label };
  if (type === "permanent-mission") return { path: "M0,-6L6,0L0,6L-6,0Z", hollow, label };
  return { path: "M0,-5.5L5.5,4.5H-5.5Z", hollow, label };
}

export const drawSymbol = (of: Symbol, classes: string): SVGPathElement => s("path", { d: of.path, class: `symbol ${classes} ${of.hollow ? "hollow" : ""}` });
