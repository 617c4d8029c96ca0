// SPDX-License-Identifier: Apache-2.0
// The token that `chancery serve --write` prints, typed once and kept until the tab is closed.
import { h } from "../dom";

const kPlace = "chancery-token";

export const token = (): string => sessionStorage.getItem(kPlace) ?? "";

export const tokenField = (): HTMLElement =>
  h("input", {
    type: "password",
    "aria-label": "The token that the program printed",
    placeholder: "Token",
    autocomplete: "off",
    value: token(),
    input: (event) => sessionStorage.setItem(kPlace, (event.target as HTMLInputElement).value.trim()),
  });
