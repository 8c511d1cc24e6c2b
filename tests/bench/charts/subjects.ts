// The subjects by name, in the order of the tables. Each is loaded alone: no page pays for another.
import type { Library } from './subject.ts'

export const SUBJECTS = {
  Watchdeck: () => import('./subjects/watchdeck.ts'),
  uPlot: () => import('./subjects/uplot.ts'),
  'tuned Chart.js': () => import('./subjects/tuned-chart-js.ts'),
  'decimated Chart.js': () => import('./subjects/decimated-chart-js.ts'),
  'vue-chartjs': () => import('./subjects/vue-chartjs.ts'),
  ECharts: () => import('./subjects/echarts.ts'),
  'empty page': () => import('./subjects/empty-page.ts'),
} satisfies Record<string, () => Promise<Library>>

export type SubjectName = keyof typeof SUBJECTS
