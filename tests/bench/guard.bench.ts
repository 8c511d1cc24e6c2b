// `npm run bench -- --guard`: two minutes that tell whether the charts became slow. See guard.ts for when they did.
import { expect } from '@playwright/test'
import { test, type Bench, type Played } from './charts/fixture.ts'
import { WALL_CHART, WALL_SCREEN } from './charts/wall-screen.ts'
import { complaint, expectationOf, highestRatio, ratioOfCosts } from './guard.ts'

type Subject = 'Watchdeck' | 'uPlot'
type Cost = (bench: Bench, subject: Subject) => Promise<number>

const ROUNDS = 3
/** A case that failed may have met a busy moment: it is measured once more, for longer. */
const ROUNDS_AGAIN = 6

const scriptOf =
  (points: number): Cost =>
  async (bench, subject) => {
    const setting = { subject, charts: 1, width: 600, height: 200, series: 1, points }
    const plan = { warmUp: 300, updates: 60, longestMs: 8_000 }
    return (await bench.slide({ width: 640, height: 240, density: 1 }, setting, plan)).scriptMs
  }

/** Of one draw: Watchdeck draws less on a machine that is too busy. */
const drawOf =
  (charts: number): Cost =>
  async (bench, subject) => {
    const { busy, drawsPerSecond } = await played(bench, subject, charts)
    return busy / drawsPerSecond
  }

/** Of a second in which all charts got what is due, so that a needless draw shows. */
const secondOf =
  (charts: number): Cost =>
  async (bench, subject) =>
    (await played(bench, subject, charts)).busy

function played(bench: Bench, subject: Subject, charts: number): Promise<Played> {
  const setting = { subject, charts, ...WALL_CHART, series: 1, points: 600 }
  return bench.play(WALL_SCREEN, setting, { warmUpMs: 1_000, durationMs: 2_000 })
}

const CASES: [name: string, cost: Cost][] = [
  ['one chart, 600 points', scriptOf(600)],
  ['one chart, 36,000 points', scriptOf(36_000)],
  ['wall of 48 charts, a draw', drawOf(48)],
  ['wall of 48 charts, a second', secondOf(48)],
]

for (const [name, cost] of CASES) {
  test(name, async ({ bench }) => {
    const expectation = expectationOf(name)
    const highest = highestRatio(expectation)
    let ratio = await measured(bench, cost, ROUNDS)
    if (!(ratio <= highest)) ratio = await measured(bench, cost, ROUNDS_AGAIN)
    console.log(`${name}: ${ratio.toFixed(2)} of uPlot's cost, at most ${highest.toFixed(2)}`)
    expect(ratio, complaint(expectation, ratio)).toBeLessThanOrEqual(highest)
  })
}

async function measured(bench: Bench, cost: Cost, rounds: number): Promise<number> {
  const costs = { Watchdeck: [] as number[], uPlot: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    costs.Watchdeck.push(await cost(bench, 'Watchdeck'))
    costs.uPlot.push(await cost(bench, 'uPlot'))
  }
  return ratioOfCosts(costs.Watchdeck, costs.uPlot)
}
