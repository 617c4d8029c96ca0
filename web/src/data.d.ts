// SPDX-License-Identifier: Apache-2.0
// What the build makes of files that are no scripts.
declare module "*.tsv" {
  const text: string;
  export default text;
}
declare module "virtual:numbers" {
  const states: Record<string, string>; // by ISO's number
  export default states;
}
declare module "world-atlas/countries-50m.json" {
  const address: string;
  export default address;
}
