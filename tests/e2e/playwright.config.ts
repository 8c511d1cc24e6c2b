// End-to-end tests: the built page in a real browser, with the demo behind it. The generous limits are for slow
// machines; a test waits for what it wants to see and never for time to pass.
import { defineConfig } from '@playwright/test'
import { findBrowser, launchOptions } from '../browser-finder.ts'

const ALONE = '**/busy-machine.test.ts'

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  // What judges how busy the machine is has it for itself, after all others; to run it by itself, add --no-deps.
  projects: [
    { name: 'together', testMatch: '**/*.test.ts', testIgnore: ALONE },
    { name: 'alone', testMatch: ALONE, dependencies: ['together'] },
  ],
  use: {
    browserName: 'chromium',
    launchOptions: launchOptions(await findBrowser()),
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
    trace: 'off',
    video: 'off',
  },
})
