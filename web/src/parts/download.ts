// SPDX-License-Identifier: Apache-2.0
// What a view shows, taken as a file: CSV of its table, SVG and PNG of its picture (with the colours it has on the screen).
import { csv } from "../csv";
import { h } from "../dom";

export function save(name: string, content: Blob): void {
  const link = h("a", { href: URL.createObjectURL(content), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const kKept = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "fill-opacity", "font-family", "font-size", "font-weight", "text-anchor"];

// A copy that needs no style sheet.
export function standalone(picture: SVGSVGElement): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const from = picture.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((element, i) => {
    const style = getComputedStyle(from[i]!);
    for (const name of kKept) {
      const value = style.getPropertyValue(name);
      if (value) element.setAttribute(name, value);
    }
  });
  const box = picture.viewBox.baseVal;
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ x: box.x, y: box.y, width: box.width, height: box.height })) ground.setAttribute(name, String(value));
  ground.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  copy.prepend(ground);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(box.width));
  copy.setAttribute("height", String(box.height));
  return new XMLSerializer().serializeToString(copy);
}

async function png(picture: SVGSVGElement): Promise<Blob> {
  const { width, height } = picture.viewBox.baseVal;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(picture))}`;
  await image.decode();
  const canvas = h("canvas", { width: width * 2, height: height * 2 });
  canvas.getContext("2d")!.drawImage(image, 0, 0, width * 2, height * 2);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture could not be drawn"))), "image/png"));
}

export interface Takings {
  name: string;
  rows?: (() => string[][]) | undefined;
  picture?: (() => SVGSVGElement | null) | undefined;
  others?: readonly { label: string; take: () => void }[];
}

export function downloads(of: Takings): HTMLElement[] {
  const button = (label: string, take: () => void): HTMLElement => h("button", { type: "button", class: "quiet", click: take }, label);
  const buttons: HTMLElement[] = [];
  const { rows, picture } = of;
  if (rows) buttons.push(button("CSV", () => save(`${of.name}.csv`, new Blob([csv(rows())], { type: "text/csv" }))));
  if (picture) {
    const drawn = (take: (svg: SVGSVGElement) => void) => () => {
      const svg = picture();
      if (svg) take(svg);
    };
    buttons.push(button("SVG", drawn((svg) => save(`${of.name}.svg`, new Blob([standalone(svg)], { type: "image/svg+xml" })))));
    buttons.push(button("PNG", drawn((svg) => void png(svg).then((blob) => save(`${of.name}.png`, blob)))));
  }
  for (const other of of.others ?? []) buttons.push(button(other.label, other.take));
  buttons.push(button("Print", () => print()));
  return buttons;
}
