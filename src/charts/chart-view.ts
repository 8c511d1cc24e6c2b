// What one chart shows at its next draw. The live chart writes it, controller, scales and layers read it;
// it lives outside of reactivity and keeps its identity as long as its chart.

import type { Chart } from 'chart.js'
import type { Sample } from '../domain/samples'
import type { Extent } from '../domain/series'
import { UNCHANGED, type Conversion } from '../domain/units'
import type { EpochMs } from '../domain/updates'
import type { ChartLine } from './chart-line'
import { NO_THEME, type ChartTheme } from './chart-theme'
import type { SharedLimit } from './shared-limits'

/** A moment on the time axis with a name: an experiment begins or ends. */
export interface ChartMark {
  time: EpochMs
  label: string
}

/** How much stands around the lines: everything, what fits a card, or nothing. */
export type ChartDetail = 'full' | 'compact' | 'bare'

export interface ChartView {
  readonly detail: ChartDetail
  theme: ChartTheme
  /** The first leads: keys walk its samples, and the event of inspection tells of it. */
  lines: ChartLine[]
  /** The window, in epoch milliseconds of the backend's clock. */
  from: EpochMs
  to: EpochMs
  /** Width of a column, a pixel of the device, in milliseconds; lines are traced in these (rule P3). */
  columnMs: number
  /** The corrected time of this draw. */
  now: EpochMs
  /** What the value axis shows. */
  range: Extent
  /** The limits of all lines, equal ones once, in the order in which they draw. */
  limits: readonly SharedLimit[]
  marks: readonly ChartMark[]
  /** IANA name; without one, the browser's. */
  zone: string | undefined
  locale: string | undefined
  /** The unit shown on the value axis. */
  unit: string
  /** From values of samples, limits and range to values in that unit. */
  conversion: Conversion
  /** The sample under inspection, and how it reads beside the cursor. */
  inspected: Sample | null
  format: ((sample: Sample) => string) | undefined
}

export function emptyView(detail: ChartDetail): ChartView {
  return {
    detail,
    theme: NO_THEME,
    lines: [],
    from: 0,
    to: 1,
    columnMs: 1,
    now: 0,
    range: { min: 0, max: 1 },
    limits: [],
    marks: [],
    zone: undefined,
    locale: undefined,
    unit: '',
    conversion: UNCHANGED,
    inspected: null,
    format: undefined,
  }
}

const views = new WeakMap<Chart, ChartView>()

/** Gives a chart its view, before Chart.js first asks its scales. */
export function giveView(chart: Chart, view: ChartView): void {
  views.set(chart, view)
}

/** The view of a chart; `null` for charts that were given none. */
export function viewOf(chart: Chart): ChartView | null {
  return views.get(chart) ?? null
}
