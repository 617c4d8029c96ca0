#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// The text that the npm package wtf_wikipedia makes of wikitext FILEs.
import { readFileSync } from 'node:fs'
import wtf from 'wtf_wikipedia'

for (const file of process.argv.slice(2)) process.stdout.write(wtf(readFileSync(file, 'utf8')).text() + '\n')
