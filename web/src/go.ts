// SPDX-License-Identifier: Apache-2.0
// Going elsewhere without loading the page anew. main.ts says how one arrives.
let arrive: () => void = () => location.reload();

export function onArrival(how: () => void): void {
  arrive = how;
}

export function go(address: string): void {
  history.pushState(null, "", address);
  arrive();
}

// The address of what is shown already, after a date or a filter was changed.
export const became = (address: string): void => history.replaceState(null, "", address);
