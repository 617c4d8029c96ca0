// SPDX-License-Identifier: Apache-2.0
// Where cities lie, by any of their names (GeoNames).
import table from "../../data/places.tsv";

export type Spot = [longitude: number, latitude: number];

const cities = new Map<string, Spot>();
const capitals = new Map<string, Spot>();
for (const line of table.split("\n")) {
  const [state, names, longitude, latitude, capital] = line.split("\t");
  if (!state || state.startsWith("#") || !names) continue;
  const spot: Spot = [Number(longitude), Number(latitude)];
  for (const name of names.split("|")) {
    cities.set(`${state} ${name}`, spot);
    if (capital || !cities.has(` ${name}`)) cities.set(` ${name}`, spot);
  }
  if (capital && !capitals.has(state)) capitals.set(state, spot);
}

// Without a state, a capital of that name, else the first city.
export const cityOf = (state: string, name: string): Spot | null => cities.get(`${state} ${name}`) ?? null;
export const capitalOf = (state: string): Spot | null => capitals.get(state) ?? null;
