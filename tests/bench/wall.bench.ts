// A wall of charts, each with a new point 10 times a second, all of them on the screen.
import { test, type Played } from './charts/fixture.ts'
import type { SubjectName } from './charts/subjects.ts'
import { WALL_CHART, WALL_SCREEN } from './charts/wall-screen.ts'
import { isAsked, options } from './options.ts'
import { record, type Measurement } from './results.ts'

const CHARTS = [12, 48, 96]
const POINTS = 600
const SUBJECTS: SubjectName[] = [
  'Watchdeck',
  'uPlot',
  'tuned Chart.js',
  'vue-chartjs',
  'ECharts',
  'empty page',
]
const ROUNDS = 5
const PLAN = { warmUpMs: 1_000, durationMs: 3_000 }

/** Of the main thread of 48 and 96 charts, against uPlot. */
const BAR = { must: 1, aim: 0.7 }

const FIGURES: [figure: string, unit: Measurement['unit'], of: (found: Played) => number][] = [
  ['main thread busy', '%', ({ busy }) => 100 * busy],
  ['draws', '1/s', ({ drawsPerSecond }) => drawsPerSecond],
  ['frames', '1/s', ({ framesPerSecond }) => framesPerSecond],
  ['longest task', 'ms', ({ longestTaskMs }) => longestTaskMs],
]

const asked = SUBJECTS.filter(isAsked)

for (const charts of CHARTS) {
  const what = `${String(charts)} charts`

  test(what, async ({ bench }, testInfo) => {
    const found = new Map<SubjectName, Played[]>(asked.map((subject) => [subject, []]))
    for (let round = 0; round < (options.rounds ?? ROUNDS); round++) {
      for (const subject of asked) {
        const setting = { subject, charts, ...WALL_CHART, series: 1, points: POINTS }
        found.get(subject)?.push(await bench.play(WALL_SCREEN, setting, PLAN))
      }
    }
    for (const [subject, rounds] of found) {
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
  })
}
