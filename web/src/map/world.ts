// SPDX-License-Identifier: Apache-2.0
// The land: states by code with their shapes, and borders, settled and disputed, from world-atlas (Natural Earth, 1:50m, de facto).
import { geoCentroid } from "d3-geo";
import type { Feature, MultiLineString, MultiPolygon, Polygon } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import numbers from "virtual:numbers";
import address from "world-atlas/countries-50m.json";
import disputed from "../../data/disputed.json";

export interface World {
  states: ReadonlyMap<string, Feature<Polygon | MultiPolygon>>; // by code; areas without one by the atlas's name
  settled: MultiLineString;
  disputed: MultiLineString;
  middle: (code: string) => [number, number] | null;
}

type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;

// The atlas has no code for Kosovo; Chancery's is XKX.
const codeOf = (geometry: { id?: string | number | undefined; properties?: object | undefined }): string => {
  const name = (geometry.properties as { name?: string } | undefined)?.name ?? "";
  const code = geometry.id === undefined ? undefined : numbers[String(geometry.id).padStart(3, "0")];
  return code ?? (name === "Kosovo" ? "XKX" : name);
};

let loaded: Promise<World> | null = null;

export function world(): Promise<World> {
  loaded ??= load();
  loaded.catch(() => (loaded = null));
  return loaded;
}

async function load(): Promise<World> {
  const atlas = (await (await fetch(address)).json()) as Atlas;
  const countries = atlas.objects.countries;
  const states = new Map<string, Feature<Polygon | MultiPolygon>>();
  for (const geometry of countries.geometries) {
    const one = feature(atlas, geometry) as Feature<Polygon | MultiPolygon>;
    const code = codeOf(geometry);
    if (code && one.geometry && !states.has(code)) states.set(code, one);
  }
  const pairs = new Set(disputed.pairs.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
  type Geometry = (typeof countries.geometries)[number];
  const contested = (a: Geometry, b: Geometry): boolean => [codeOf(a), "*"].some((one) => [codeOf(b), "*"].some((other) => pairs.has(`${one} ${other}`)));
  return {
    states,
    settled: mesh(atlas, countries, (a, b) => a !== b && !contested(a as Geometry, b as Geometry)),
    disputed: mesh(atlas, countries, (a, b) => a !== b && contested(a as Geometry, b as Geometry)),
    middle: (code) => {
      const one = states.get(code);
      return one ? geoCentroid(largest(one)) : null;
    },
  };
}

// A state's middle is that of its largest part: overseas territories do not pull it into the sea.
function largest(of: Feature<Polygon | MultiPolygon>): Polygon | MultiPolygon {
  if (of.geometry.type === "Polygon") return of.geometry;
  const size = (rings: number[][][]): number => {
    let area = 0;
    const ring = rings[0] ?? [];
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) area += (ring[j]![0]! - ring[i]![0]!) * (ring[j]![1]! + ring[i]![1]!);
    return Math.abs(area);
  };
  const best = of.geometry.coordinates.reduce((a, b) => (size(b) > size(a) ? b : a));
  return { type: "Polygon", coordinates: best };
}
