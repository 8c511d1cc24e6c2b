// What one chart shows at its next draw. The live chart writes it, controller, scales and plugins read it;
// it lives outside of reactivity and keeps its identity as long as its chart.

import type { Chart } from 'chart.js'
import type { Sample } from '../domain/samples'
import type { Extent, Series } from '../domain/series'
import type { Conversion } from '../domain/units'
import type { EpochMs, LimitCondition, Severity } from '../domain/updates'
import type { ChartTheme } from './chart-theme'

export interface ChartLimit {
  /** Short and ready-made: "crit > 80 °C". */
  label: string
  severity: Severity
  condition: LimitCondition
}

/** A moment on the time axis with a name: an experiment begins or ends. */
export interface ChartMark {
  time: EpochMs
  label: string
}

/** How much stands around the line: everything, what fits a card, or nothing. */
export type ChartDetail = 'full' | 'compact' | 'bare'

export interface ChartView {
  detail: ChartDetail
  theme: ChartTheme
  series: Series | null
  /** The window, in epoch milliseconds of the backend's clock. */
  from: EpochMs
  to: EpochMs
  /** The corrected time of this draw. */
  now: EpochMs
  /** Without a sample for longer, the time since the last one is a gap (rule T3). */
  staleAfterMs: number
  /** A value that is told when it changes holds until then; `null` for sensors that report at a cadence. */
  heldUntil: EpochMs | null
  /** What the value axis shows. */
  range: Extent
  limits: readonly ChartLimit[]
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
  /** The line as last traced, for who draws parts of it again. */
  line: Path2D | null
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

/** The gap from the last that is known to now; `null` while it is no older than stale. */
export function openGap(view: ChartView): { from: EpochMs; to: EpochMs } | null {
  const { series, now, staleAfterMs } = view
  if (series === null || series.size === 0) return null
  const last = Math.max(series.time(series.end - 1), view.heldUntil ?? -Infinity)
  return now - last > staleAfterMs ? { from: last, to: now } : null
}
