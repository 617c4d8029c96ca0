// SPDX-License-Identifier: Apache-2.0
// node bench/wikidata-dump.mjs MEGABYTES FILE…: a dump in Wikidata's form on standard output, one item a line, made of the items in the FILEs (dumps,
// or answers of its interface): each line is one of them with a number and an English name of its own and some claims of another; one in 500 is a state's, with
// relations to other states and a head. The same arguments give the same dump.
import { readFileSync, writeSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const [megabytes, ...files] = process.argv.slice(2);
let seed = 20150815;
const random = (n) => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) % n;

const items = [];
for (const file of files) {
  let text = readFileSync(file);
  if (text[0] === 0x1f) text = gunzipSync(text);
  const found = [];
  try {
    const all = JSON.parse(text);
    found.push(...(Array.isArray(all) ? all : all.entities ? Object.values(all.entities) : [all]));
  } catch {
    for (const line of text.toString().split('\n')) try { found.push(JSON.parse(line.replace(/,\s*$/, ''))); } catch { /* a broken line */ }
  }
  items.push(...found.filter((item) => item.type === 'item' && item.claims && !Array.isArray(item.claims)));
}
const states = [232, 183, 142, 38, 159, 148, 30, 145, 17, 884, 43, 813, 863, 874, 265, 184, 212, 36, 218, 28, 45, 29, 31, 55, 34, 35, 20, 33, 189, 191];
const snak = (property, number) => ({ snaktype: 'value', property, datavalue: { value: { 'entity-type': 'item', 'numeric-id': number, id: `Q${number}` }, type: 'wikibase-entityid' } });
const day = (property) => ({ snaktype: 'value', property, datavalue: { value: { time: `+${1900 + random(120)}-0${1 + random(9)}-1${random(10)}T00:00:00Z`, timezone: 0, before: 0, after: 0, precision: 11, calendarmodel: 'http://www.wikidata.org/entity/Q1985727' }, type: 'time' } });
const claim = (item, property, number) => ({ mainsnak: snak(property, number), type: 'statement', qualifiers: { P580: [day('P580')] }, id: `${item}$${random(1e9)}-${random(1e9)}`, rank: 'normal' });

let written = 0, buffer = '[\n', number = 1000000, first = true;
const flush = () => { const bytes = Buffer.from(buffer); for (let at = 0; at < bytes.length;) at += writeSync(1, bytes, at); written += bytes.length; buffer = ''; };
while (written + buffer.length < megabytes * 1e6) {
  const base = items[random(items.length)], other = items[random(items.length)];
  const properties = Object.keys(other.claims);
  const claims = { ...base.claims };
  for (let i = 0; i < 5 && properties.length > 0; ++i) { const property = properties[random(properties.length)]; claims[property] = other.claims[property]; }
  const state = random(500) === 0, id = `Q${state ? states[random(states.length)] : ++number}`;
  if (state) {
    claims.P530 = Array.from({ length: 20 }, () => claim(id, 'P530', states[random(states.length)]));
    claims.P35 = [claim(id, 'P35', number - random(1000))];
  }
  const line = JSON.stringify({ ...base, id, labels: { ...base.labels, en: { language: 'en', value: `Item ${number}` } }, claims });
  buffer += (first ? '' : ',\n') + line;
  first = false;
  if (buffer.length > 1 << 22) flush();
}
buffer += '\n]\n';
flush();
