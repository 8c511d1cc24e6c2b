// One chart that slides by 10 new points each frame, at several sizes, with one line and with four, on screens of
// one and of two device pixels a CSS pixel.
import { test, type Slid } from './charts/fixture.ts'
import type { SubjectName } from './charts/subjects.ts'
import { isAsked, measuredOr, roundsOf } from './options.ts'
import { record, type Bar } from './results.ts'
import { Rivals } from './rivals.ts'

const POINTS = measuredOr([600, 3_600, 36_000, 150_000], [600, 150_000])
const SERIES = [1, 4]
const DENSITIES = measuredOr([1, 2], [2])

/** Of the JavaScript of one series at density 1, against uPlot. */
const BARS = new Map<number, Bar>([
  [600, { must: 1, aim: 0.5 }],
  [36_000, { must: 0.5, aim: 0.25 }],
  [150_000, { must: 0.3, aim: 0.1 }],
])
const ELSEWHERE: Bar = { must: 1, aim: 1 }

/** Warm, for a wall is watched for hours: the browser goes on compiling for a thousand updates, longer for more code. */
const CLOSELY = measuredOr(
  { rounds: 3, warmUp: 1_200, updates: 300, longestMs: 25_000 },
  { rounds: 2, warmUp: 10, updates: 10, longestMs: 1_000 },
)
const ROUGHLY = measuredOr(
  { rounds: 3, warmUp: 15, updates: 40, longestMs: 3_000 },
  { rounds: 1, warmUp: 5, updates: 10, longestMs: 1_000 },
)
const SUBJECTS: [SubjectName, typeof CLOSELY][] = [
  ['Watchdeck', CLOSELY],
  ['uPlot', CLOSELY],
  ['tuned Chart.js', ROUGHLY],
  ['decimated Chart.js', ROUGHLY],
  ['vue-chartjs', ROUGHLY],
  ['ECharts', ROUGHLY],
  ['empty page', ROUGHLY],
]
/** A subject that takes longer for one update is measured in one round only: nobody needs its third digit. */
const HOPELESS_MS = 500
/** A subject that takes longer is not asked for more samples: mounting alone would take minutes. */
const GIVEN_UP_MS = 2_000
/** Of one page from opening it to its last update; who needs longer has failed. */
const PAGE_LIMIT_MS = 90_000

const SIZE = { width: 600, height: 200 }

const asked = SUBJECTS.filter(([subject]) => isAsked(subject))

for (const density of DENSITIES) {
  const givenUp = new Map<SubjectName, number>()

  for (const series of SERIES) {
    for (const points of POINTS) {
      const what = `${points.toLocaleString('en')} points, ${String(series)} series, density ${String(density)}`

      test(what, async ({ bench, browser }, testInfo) => {
        const rivals = new Rivals(browser)
        const found = new Map<SubjectName, Slid[]>(asked.map(([subject]) => [subject, []]))
        for (let round = 0; round < roundsOf(CLOSELY.rounds); round++) {
          for (const [subject, plan] of asked) {
            const before = found.get(subject) ?? []
            if (points * series > (givenUp.get(subject) ?? Infinity)) continue
            if (round >= plan.rounds || before.some(({ taskMs }) => taskMs > HOPELESS_MS)) continue
            const setting = { subject, charts: 1, ...SIZE, series, points }
            const screen = { width: 640, height: 240, density }
            const slid = await rivals.measure(subject, PAGE_LIMIT_MS, () =>
              bench.slide(screen, setting, plan),
            )
            if (slid === null) {
              // As much is not asked for again.
              if (subject !== 'Watchdeck') givenUp.set(subject, points * series - 1)
              continue
            }
            before.push(slid)
            if (slid.taskMs > GIVEN_UP_MS) givenUp.set(subject, points * series)
          }
        }
        const bar = series === 1 && density === 1 ? BARS.get(points) : ELSEWHERE
        for (const [subject, rounds] of found) {
          if (rounds.length === 0 && rivals.hasFailed(subject)) continue
          const common = { section: 'charts', what, subject, unit: 'ms' } as const
          record(testInfo, {
            ...common,
            figure: 'JS per update',
            values: rounds.map(({ scriptMs }) => scriptMs),
            ...(subject === 'Watchdeck' && bar ? { bar } : {}),
          })
          record(testInfo, {
            ...common,
            figure: 'main thread per update',
            values: rounds.map(({ taskMs }) => taskMs),
          })
        }
        rivals.record(testInfo, { section: 'charts', what })
      })
    }
  }
}
