// SPDX-License-Identifier: Apache-2.0
// Compares the bounds of src/time with those of the npm package edtf, over generated expressions. Every difference must be
// of a class listed here (and explained in docs/time.md), and every class must occur: else the run fails. Usage:
//   node compare.mjs PROGRAM      PROGRAM is bounds.cpp beside this, built
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const skipped = 77
if (!existsSync(new URL('node_modules/edtf/package.json', import.meta.url))) {
  console.error('SKIPPED: tests/oracle/edtf/node_modules is missing; run `npm ci` in tests/oracle/edtf to compare with the npm package edtf')
  process.exit(skipped)
}
const { default: edtf } = await import('edtf')

// A small generator of its own, so that the list is the same everywhere.
let state = 20240601
function random(n) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return Math.floor((state / 2 ** 32) * n)
}
const pick = list => list[random(list.length)]
const two = n => String(n).padStart(2, '0')

function expressions() {
  const out = new Set()
  const years = ['0000', '0001', '0099', '0100', '0400', '1582', '1900', '1904', '1991', '1992', '2000', '2004', '9999',
    '-0001', '-0004', '-0217', '-9999']
  const masks = ['199X', '19XX', '1XXX', 'XXXX', '200X', '-019X', '-01XX']
  const days = ['01', '15', '28', '29', '30', '31']
  for (const year of [...years, ...masks]) {
    out.add(year)
    for (let month = 1; month <= 12; ++month) {
      out.add(`${year}-${two(month)}`)
      for (const day of days) out.add(`${year}-${two(month)}-${day}`)
    }
    for (const rest of ['XX', '0X', '1X', 'XX-XX', '02-XX', '06-XX', '06-0X', '06-1X', '06-3X', '07-3X', '02-3X', '02-2X', 'XX-31', '1X-15', '0X-30', 'X1-01'])
      out.add(`${year}-${rest}`)
    for (let division = 21; division <= 41; ++division) out.add(`${year}-${division}`)
  }
  for (const year of ['10000', '12345', '275000', '-10000', '-271000', '300000', '170000002']) out.add(`Y${year}`)
  for (const month of ['00', '13', '20', '42']) out.add(`1992-${month}`)
  for (const day of ['00', '32']) out.add(`1992-01-${day}`)
  const simple = [...out]
  for (let i = 0; i < 600; ++i) {
    const text = pick(simple)
    out.add(text + pick(['?', '~', '%']))
  }
  for (let i = 0; i < 300; ++i)
    out.add(`${pick(['', '?', '~'])}${pick(years)}${pick(['', '?', '%'])}-${two(1 + random(12))}${pick(['', '~'])}-${two(1 + random(28))}${pick(['', '?', '~'])}`)
  const plain = () => pick([pick(years), `${pick(years)}-${two(1 + random(12))}`, `${pick(years)}-${two(1 + random(12))}-${two(1 + random(28))}`])
  for (let i = 0; i < 1500; ++i) out.add(`${plain()}${pick(['', '', '~', '?'])}/${plain()}${pick(['', '', '?', '%'])}`)
  for (let i = 0; i < 200; ++i) {
    out.add(`${plain()}/..`)
    out.add(`../${plain()}`)
    out.add(`${plain()}/`)
    out.add(`/${plain()}`)
  }
  for (let i = 0; i < 200; ++i)
    out.add(`${pick(years)}-${two(1 + random(12))}-${two(1 + random(28))}T${two(random(24))}:${two(random(60))}:${two(random(60))}${pick(['', 'Z', '+04:30', '-11:00', '+14:00', '+03'])}`)
  for (const text of ['..', '../..', '/', '', '1', '19', '195', '19920', 'Y1992', '1950S2', 'Y17E7', 'Y-17E7', '[1667,1668]', '{1960,1961-12}',
    '[..1760-12-03]', '[1760-12..]', '1990/open', 'unknown/1990', '1992-5', '92', '1992-21-05', '1992-05-06T24:00:00', '-0000', '195x', '2001-21/2003-22',
    '2001-21/2003', '1990/1992/1995']) out.add(text)
  return [...out]
}

const list = expressions()
const ours = execFileSync(process.argv[2], { input: list.join('\n') + '\n', maxBuffer: 1 << 26 }).toString().trimEnd().split('\n')
if (ours.length !== list.length) throw new Error(`${list.length} expressions, ${ours.length} answers`)

const millisecondsADay = 86400000
function theirs(text) {
  let value
  try { value = edtf(text) } catch { return { refused: true } }
  const day = (ms, open) => ms === Infinity || ms === -Infinity || ms === null || ms === undefined ? open : Number.isNaN(ms) ? 'NaN' : String(Math.floor(ms / millisecondsADay))
  let { min, max } = value
  return { min: day(min, 'past'), max: day(max, 'open') }
}

// The classes of difference, first that fits: name → whether this difference is of it. `a` is ours, `b` theirs.
const bare = text => text.replace(/[?~%]/g, '')
const masked = text => text.includes('X')
const qualified = text => /[?~%]/.test(text)
const interval = text => text.includes('/')
const division = text => Number(/^-?[0-9X]{4}-([234]\d)$/.exec(bare(text))?.[1] ?? 0)
const classes = {
  'level 2 that we refuse: sets, exponents, significant digits': (t, a) => a.refused && /[[{SE]/.test(t),
  'a century or decade written with two or three digits': (t, a) => a.refused && /^\d{2,3}$/.test(t),
  'digits alone and text that is empty are no dates': (t, a) => a.refused && /^\d*$/.test(t),
  'an interval with no end at all': (t, a) => a.refused && t === '/',
  'the bare ".."': (t, a, b) => b.refused && t === '..',
  'a season in an interval': (t, a, b) => b.refused && /-2\d\//.test(t),
  'an interval that ends within its beginning': (t, a, b) => b.refused && interval(t) && !a.refused,
  '29 February of a year without one': (t, a, b) => a.refused && /-02-29/.test(t),
  'midnight at the end of a day': t => /T24:00:00/.test(t),
  'X and a qualifier together': (t, a, b) => b.refused && masked(t) && qualified(t),
  'X in places that the package does not foresee': (t, a, b) => b.refused && masked(t),
  'a division of the year with a qualifier': (t, a, b) => b.refused && division(t) !== 0,
  'a long year with a qualifier': (t, a, b) => b.refused && t.startsWith('Y') && qualified(t),
  'a year beyond the dates of JavaScript': (t, a, b) => t.startsWith('Y') && b.min === 'NaN',
  'a time of day in a zone': (t, a, b) => /T.*[+-]\d\d/.test(t) && !b.refused,
  'seasons are three months from March on, not quarters': t => division(t) >= 21 && division(t) <= 32,
  'thirds of a year have four months': t => division(t) >= 37 && division(t) <= 39,
  'years before 1 with parts not known, or divisions': t => t.startsWith('-') && (masked(t) || division(t) !== 0),
  'the leap day of the year 0': t => /(^|[/?~%])0000/.test(t) || t.startsWith('XXXX-02'),
  'the last 29 February of years not known': t => /X.*-02/.test(bare(t)),
}
const counts = Object.fromEntries(Object.keys(classes).map(name => [name, 0]))
const unexplained = []
let equal = 0
for (let i = 0; i < list.length; ++i) {
  const text = list[i]
  const [min, max] = ours[i].split('\t')
  const mine = min === 'refused' ? { refused: true, why: max } : { min, max }
  const other = theirs(text)
  const same = mine.refused || other.refused ? mine.refused === other.refused : mine.min === other.min && mine.max === other.max
  if (same) {
    ++equal
    continue
  }
  const name = Object.keys(classes).find(name => classes[name](text, mine, other))
  if (name) ++counts[name]
  else unexplained.push(`${text}: ours ${JSON.stringify(mine)}, theirs ${JSON.stringify(other)}`)
}
console.log(`${list.length} expressions, ${equal} with equal bounds`)
for (const [name, count] of Object.entries(counts)) console.log(`${String(count).padStart(6)}  ${name}`)
const stale = Object.keys(counts).filter(name => counts[name] === 0)
for (const name of stale) console.error(`no difference of the class "${name}" is left: take it off the list`)
for (const line of unexplained) console.error(`unexplained: ${line}`)
process.exit(stale.length + unexplained.length > 0 ? 1 : 0)
