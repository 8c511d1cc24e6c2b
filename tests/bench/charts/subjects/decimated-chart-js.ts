// Tuned Chart.js with its decimation to minimum and maximum.
import { mountTuned } from './tuned-chart-js.ts'

export const mount = mountTuned(true)
