#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// The dates that the npm package chrono-node finds, typed and printed like `chancery dates --format jsonl FILE…` (- is standard input),
// so that the same bench and the same scorer take either. What it infers counts as said as far as its fields are sure.
import { readFileSync } from 'node:fs'
import * as chrono from 'chrono-node'

const files = process.argv.slice(2).filter((word, i, words) => word !== 'dates' && !/^--?\w/.test(word) && !/^--?\w/.test(words[i - 1] ?? ''))
const two = n => String(n).padStart(2, '0')

function edtf(date) {
  const year = date.get('year')
  let out = (year < 0 ? '-' : '') + String(Math.abs(year)).padStart(4, '0')
  if (date.isCertain('month') || date.isCertain('day')) out += '-' + two(date.get('month'))
  if (date.isCertain('day') || date.isCertain('weekday')) out += '-' + two(date.get('day'))
  return out
}

for (const file of files) {
  const source = readFileSync(file === '-' ? 0 : file, 'utf8')
  let at = 0, points = 0
  const place = index => {  // UTF-16 to code points, for places in order
    points += [...source.slice(at, index)].length
    at = index
    return points
  }
  const lines = []
  for (const { index, text, start, end } of chrono.parse(source, new Date(Date.UTC(2010, 0, 1)))) {
    if (!start.isCertain('day') && !start.isCertain('month') && !start.isCertain('year') && !start.isCertain('weekday')) continue
    const words = { document: file, from: place(index), to: place(index + text.length), text }
    const anchor = start.isCertain('year') ? null : 'inferred'
    // It does not say where the words of either end are.
    for (const value of new Set([start, end ?? start].map(edtf))) lines.push(JSON.stringify({ ...words, edtf: value, anchor }))
  }
  if (lines.length > 0) process.stdout.write(lines.join('\n') + '\n')
}
