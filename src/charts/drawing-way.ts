// How the lines of all charts reach the canvas: by our own controller and scales or, where Chart.js does not do what
// those rely on, by its own. It is settled before the first chart is mounted.

import type { Plugin } from 'chart.js'
import type { Component } from 'vue'
import type { ChartView } from './chart-view'
import { LiveChart } from './live-chart'
import { RingChart, ringSetup } from './RingChart'

export interface DrawingWay {
  /** The component of vue-chartjs. */
  Canvas: Component
  LiveChart: typeof LiveChart
  /** What is drawn around the lines where Chart.js draws by itself. */
  plugins: readonly Plugin<'ring'>[]
  /** Data and options that `Canvas` takes, for so many lines. */
  setup(view: ChartView, lines: number): { data: object; options: object }
}

export const ownWay: DrawingWay = {
  Canvas: RingChart,
  LiveChart,
  plugins: [],
  setup: (view, lines) => ringSetup(view.detail, lines),
}

let way = ownWay

export function drawingWay(): DrawingWay {
  return way
}

/** From now on charts are mounted to draw so. */
export function drawBy(other: DrawingWay): void {
  way = other
}
