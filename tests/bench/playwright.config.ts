// Benchmarks: one after the other, as long as they take, in the browser the tests run in.
import { defineConfig } from '@playwright/test'
import { findBrowser, launchOptions } from '../browser-finder.ts'
import { options } from './options.ts'

const sections = options.only.map((section) => `${section}.bench.ts`)

export default defineConfig({
  testDir: '.',
  testMatch: options.guard ? 'guard.bench.ts' : sections,
  outputDir: '../../test-results/bench',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 0,
  reporter: [['list'], ['./reporter.ts']],
  use: {
    browserName: 'chromium',
    launchOptions: launchOptions(await findBrowser()),
    screenshot: 'off',
    trace: 'off',
    video: 'off',
  },
})
