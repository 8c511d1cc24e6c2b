// The door to the charts. They are loaded after the first values are on the screen, which need none of this code; until
// then, and where it cannot be loaded, something of the same size stands in their place.
import { defineAsyncComponent, shallowRef, type AsyncComponentLoader, type Component } from 'vue'
import type { DrawingFigures } from '../domain/drawing'
import { chartsTurn, noteFailure } from './chart-loading'
import ChartInWaiting from './ChartInWaiting.vue'

export { CHART_WAITING_WORDS, startCharts } from './chart-loading'
export { givesWayUntil } from './scheduling/input-first'
export { NOT_EACH_FRAME } from './scheduling/not-each-frame'

/** How they are drawn; `null` until they are loaded. */
export const drawingFigures = shallowRef<DrawingFigures | null>(null)

export const TimeSeriesChart = late('TimeSeriesChart', async () => (await liveCharts()).TimeSeriesChart)
export const SparklineChart = late('SparklineChart', async () => (await liveCharts()).SparklineChart)

/** Where Chart.js does not do what ours rely on, they are drawn by its own line, which is loaded just then. */
async function liveCharts(): Promise<typeof import('./live-charts')> {
  const charts = await import('./live-charts')
  drawingFigures.value = charts.drawingFigures
  if (!charts.contractHolds()) charts.drawBy((await import('./stock/stock-way')).stockWay)
  return charts
}

/** @param name what tools call it while it is not loaded */
function late<Chart extends Component>(name: string, load: AsyncComponentLoader<Chart>): Chart {
  const chart = defineAsyncComponent<Chart>({
    loader: () => chartsTurn().then(load),
    loadingComponent: ChartInWaiting,
    delay: 0,
    suspensible: false,
    onError: (_error, retry) => noteFailure(retry),
  })
  return Object.assign(chart, { name })
}
