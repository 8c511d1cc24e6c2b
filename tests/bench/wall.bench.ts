// A wall of charts, each with a new point 10 times a second, all of them on the screen.
import { test, type Played } from './charts/fixture.ts'
import type { SubjectName } from './charts/subjects.ts'
import { WALL_CHART, WALL_SCREEN } from './charts/wall-screen.ts'
import { isAsked, measuredOr, roundsOf } from './options.ts'
import { record, type Measurement } from './results.ts'
import { Rivals } from './rivals.ts'

const CHARTS = [12, 48, 96]
const POINTS = 600
/** The two that the bar is about are measured more often. */
const SUBJECTS: [SubjectName, rounds: number][] = [
  ['Watchdeck', 5],
  ['uPlot', 5],
  ['tuned Chart.js', 3],
  ['vue-chartjs', 3],
  ['ECharts', 3],
  ['empty page', 3],
]
const MOST_ROUNDS = 5
/** Warm, for a wall is watched for hours. */
const PLAN = measuredOr({ warmUpMs: 5_000, durationMs: 3_000 }, { warmUpMs: 1_000, durationMs: 1_000 })
/** Of one page from opening it to its last frame; who needs longer has failed. */
const PAGE_LIMIT_MS = 60_000

/** Of the main thread of 48 and 96 charts, against uPlot. */
const BAR = { must: 1, aim: 0.7 }

const FIGURES: [figure: string, unit: Measurement['unit'], of: (found: Played) => number][] = [
  ['main thread busy', '%', ({ busy }) => 100 * busy],
  ['draws', '1/s', ({ drawsPerSecond }) => drawsPerSecond],
  ['frames', '1/s', ({ framesPerSecond }) => framesPerSecond],
  ['longest task', 'ms', ({ longestTaskMs }) => longestTaskMs],
]

const asked = SUBJECTS.filter(([subject]) => isAsked(subject))

for (const charts of CHARTS) {
  const what = `${String(charts)} charts`

  test(what, async ({ bench, browser }, testInfo) => {
    const rivals = new Rivals(browser)
    const found = new Map<SubjectName, Played[]>(asked.map(([subject]) => [subject, []]))
    for (let round = 0; round < roundsOf(MOST_ROUNDS); round++) {
      for (const [subject, most] of asked) {
        if (round >= most) continue
        const setting = { subject, charts, ...WALL_CHART, series: 1, points: POINTS }
        const played = await rivals.measure(subject, PAGE_LIMIT_MS, () =>
          bench.play(WALL_SCREEN, setting, PLAN),
        )
        if (played) found.get(subject)?.push(played)
      }
    }
    for (const [subject, rounds] of found) {
      if (rounds.length === 0 && rivals.hasFailed(subject)) continue
      for (const [figure, unit, of] of FIGURES) {
        const barred = subject === 'Watchdeck' && unit === '%' && charts > 12
        record(testInfo, {
          section: 'wall',
          what,
          subject,
          figure,
          unit,
          values: rounds.map(of),
          ...(barred ? { bar: BAR } : {}),
        })
      }
    }
    rivals.record(testInfo, { section: 'wall', what })
  })
}
