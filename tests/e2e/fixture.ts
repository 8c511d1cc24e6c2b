// Playwright's `test` with a running Watchdeck. Import `test` and `expect` from here in every end-to-end test.
// What a test starts ends with it, faults included, also when it fails.
import { test as base } from '@playwright/test'
import { startDeck, startDemo, type Deck, type DeckOptions, type Demo } from './server/deck.ts'
import { plantAt, type Plant } from './plant.ts'
import { openTab, type Tab } from './tabs.ts'
import { startTelemetry, type Telemetry } from './telemetry.ts'

export { expect } from '@playwright/test'
export type { Page, Locator } from '@playwright/test'
export { accessibilityProblems } from './accessibility.ts'
export type { Deck, DeckOptions, Demo, DemoFacts, FaultRequest } from './server/deck.ts'
export type { Plant } from './plant.ts'
export type { Telemetry } from './telemetry.ts'

interface EachTest {
  /** The worker's Watchdeck with its demo, without faults and with a calm plant: the test before may have left it broken. */
  deck: Deck
  /** The plant of `deck`, to be changed behind the page's back; its thresholds are put back in the end. */
  plant: Plant
  /** Starts another Watchdeck for this test only. */
  startDeck: (options?: DeckOptions) => Promise<Deck>
  /** Starts a demo without a page for this test only. */
  startDemo: (port?: number) => Promise<Demo>
  /** Starts a program that pushes "Your own value" to the demo at this address. */
  startTelemetry: (url: string) => Promise<Telemetry>
  /** A tab that can be hidden and frozen, in a browser of its own; the other pages here never are. */
  tab: Tab
  /** Errors on the console and errors nobody caught, of all pages of this test, as they come. */
  consoleProblems: string[]
}

interface EachWorker {
  workerDeck: Deck
}

/** The page's server waits ever longer before it starts a demo again that was killed again and again. */
const REVIVAL_LIMIT = 60_000

export const test = base.extend<EachTest, EachWorker>({
  workerDeck: [
    async ({}, use, { project }) => {
      const deck = await startDeck(project.outputDir)
      await use(deck)
      await deck.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],

  deck: async ({ workerDeck }, use) => {
    await base.expect.poll(workerDeck.demoIsUp, { timeout: REVIVAL_LIMIT }).toBe(true)
    await workerDeck.endFaults()
    await plantAt(workerDeck.url).calm()
    await use(workerDeck)
    if (await workerDeck.demoIsUp()) await workerDeck.endFaults()
  },

  plant: async ({ deck }, use) => {
    const plant = plantAt(deck.url)
    await use(plant)
    plant.stopWitnesses()
    await deck.endFaults()
    await plant.restore()
  },

  startDeck: async ({}, use, { outputDir }) => {
    const started: Deck[] = []
    await use(async (options) => {
      const deck = await startDeck(outputDir, options)
      started.push(deck)
      return deck
    })
    await Promise.all(started.map((deck) => deck.stop()))
  },

  startDemo: async ({}, use) => {
    const started: Demo[] = []
    await use(async (port) => {
      const demo = await startDemo(port)
      started.push(demo)
      return demo
    })
    await Promise.all(started.map((demo) => demo.stop()))
  },

  startTelemetry: async ({}, use) => {
    const started: Telemetry[] = []
    await use(async (url) => {
      const telemetry = await startTelemetry(url)
      started.push(telemetry)
      return telemetry
    })
    await Promise.all(started.map((telemetry) => telemetry.stop()))
  },

  tab: async ({}, use) => {
    const { tab, close } = await openTab()
    await use(tab)
    await close()
  },

  consoleProblems: [
    async ({ context }, use) => {
      const problems: string[] = []
      context.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text())
      })
      context.on('weberror', (problem) => problems.push(String(problem.error())))
      await use(problems)
    },
    { auto: true },
  ],
})
