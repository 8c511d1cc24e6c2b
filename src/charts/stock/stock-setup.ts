// The vue-chartjs component of Chart.js' own line, and the options that make it fast, in the colours of the page.

import {
  Chart,
  LineController,
  LineElement,
  PointElement,
  type ChartData,
  type ChartDataset,
  type ChartOptions,
  type ScriptableLineSegmentContext,
} from 'chart.js'
import { markRaw } from 'vue'
import { createTypedChart } from 'vue-chartjs'
import type { Severity } from '../../domain/updates'
import { toneOf } from '../chart-theme'
import type { ChartView } from '../chart-view'
import { HIGHLIGHT_WIDTH } from '../layers/highlights'
import { stripSpace } from '../layers/provenance-strip'
import { roomAround } from '../RingChart'
import { FONT_SIZE } from '../scales/own-scale'
import { severityOf, type LinePoint } from './line-points'
import { StockTimeScale, StockValueScale } from './stock-scales'

Chart.register(LineElement, PointElement, StockTimeScale, StockValueScale)

export const StockCanvas = createTypedChart('line', LineController)

const LABEL_GAP = 4

/** Data and options of a chart of so many lines; they stay the same objects and read the view when they are asked. */
export function stockSetup(
  view: ChartView,
  lines: number,
): { data: ChartData<'line', LinePoint[]>; options: ChartOptions<'line'> } {
  const display = view.detail !== 'bare'
  const grid = { color: () => view.theme.grid, drawTicks: false }
  const border = { display: false }
  const ticks = {
    color: () => view.theme.text,
    font: () => ({ size: FONT_SIZE, family: view.theme.fontFamily }),
    maxRotation: 0,
  }
  return {
    data: markRaw({ datasets: Array.from({ length: lines }, (_, index) => datasetOf(view, index)) }),
    options: markRaw<ChartOptions<'line'>>({
      animation: false,
      // Its size comes with the place of the plot; Chart.js would look at each change of the whole page for each chart.
      responsive: false,
      maintainAspectRatio: false,
      parsing: false,
      normalized: true,
      events: [],
      // The same layers draw around the plot as in our own charts.
      layout: { padding: roomAround(view.detail, lines), autoPadding: false },
      scales: {
        x: {
          type: 'stockTime',
          display,
          grid,
          border,
          ticks: { ...ticks, padding: stripSpace(lines) + LABEL_GAP },
        },
        y: { type: 'stockValue', display, grid, border, ticks: { ...ticks, padding: LABEL_GAP } },
      },
    }),
  }
}

function datasetOf(view: ChartView, index: number): ChartDataset<'line', LinePoint[]> {
  const severity = ({ p0, p1 }: ScriptableLineSegmentContext): Severity | null => {
    // No segment is on both sides of a limit, so its middle speaks for it; halved first, lest it overflow.
    const middle = (p0.parsed.y ?? NaN) / 2 + (p1.parsed.y ?? NaN) / 2
    return severityOf(middle, view.lines[index]?.limits ?? [])
  }
  return {
    label: String(index),
    data: [],
    spanGaps: false,
    pointRadius: 0,
    pointHitRadius: 0,
    borderWidth: 1,
    borderJoinStyle: 'bevel',
    borderColor: () => toneOf(view.theme, index),
    segment: {
      borderColor: (context) => {
        const beyond = severity(context)
        return beyond === null ? undefined : view.theme[beyond]
      },
      borderWidth: (context) => {
        const beyond = severity(context)
        return beyond === null ? undefined : HIGHLIGHT_WIDTH[beyond]
      },
    },
  }
}
