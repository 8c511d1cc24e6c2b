// `npm run bench`: measures Watchdeck on this machine and writes tests/bench/results.md.
//   --only charts,wall,application,soak,first   these sections; the others keep their former tables
//   --rounds 1, --minutes 2                     fewer rounds; a shorter soak
//   --subjects Watchdeck,uPlot                  only these libraries; prints, writes nothing
//   --grep TEXT                                 only measurements with this in their name; prints, writes nothing
//   --trial                                     a quick pass that proves all works: few cases, short, not to be quoted;
//                                               prints, and writes test-results/bench-trial.md instead
//   --guard                                     short: compares ratios with guard.json, fails when they got worse

import { spawn } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath, URL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'vite'

/** These look at the built page; the others build what they measure. */
const OF_THE_BUILT_PAGE = ['application', 'soak', 'first']

const { values: asked } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string' },
    minutes: { type: 'string' },
    subjects: { type: 'string' },
    grep: { type: 'string' },
    trial: { type: 'boolean' },
    guard: { type: 'boolean' },
  },
})

const env = {
  ...process.env,
  WATCHDECK_BENCH_ONLY: asked.only ?? '',
  WATCHDECK_BENCH_ROUNDS: asked.rounds ?? '',
  WATCHDECK_BENCH_MINUTES: asked.minutes ?? '',
  WATCHDECK_BENCH_SUBJECTS: asked.subjects ?? '',
  WATCHDECK_BENCH_GUARD: asked.guard ? 'yes' : '',
  WATCHDECK_BENCH_TRIAL: asked.trial ? 'yes' : '',
  WATCHDECK_BENCH_PARTIAL: asked.grep || asked.subjects ? 'yes' : '',
}

const needsPage =
  !asked.guard && OF_THE_BUILT_PAGE.some((section) => (asked.only ?? section).includes(section))
if (needsPage) await build({ logLevel: 'warn' })

const playwright = fileURLToPath(import.meta.resolve('@playwright/test/cli'))
const config = fileURLToPath(new URL('playwright.config.ts', import.meta.url))
const grep = asked.grep ? ['--grep', asked.grep] : []
const running = spawn(process.execPath, [playwright, 'test', '--config', config, ...grep], {
  env,
  stdio: 'inherit',
})
running.once('exit', (code) => {
  process.exitCode = code ?? 1
})
process.once('SIGTERM', () => running.kill())
