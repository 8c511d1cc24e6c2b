// ECharts on a canvas, with only the parts it needs, sampled by its `lttb`, on typed arrays that slide in place.
import { LineChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { lineColour, type Mount } from '../subject.ts'

use([CanvasRenderer, GridComponent, LineChart])

export const mount: Mount = (host, { series, windowMs, now }, history) => {
  const { times } = history
  // Time and value by turns, as ECharts takes typed arrays.
  const pairs = Array.from({ length: series }, (_, number) =>
    Float64Array.from({ length: 2 * times.length }, (_unused, i) =>
      i % 2 === 0 ? (times[i / 2] ?? NaN) : (history.values[number]?.[(i - 1) / 2] ?? NaN),
    ),
  )
  const windowed = (): { min: number; max: number } => ({ min: now() - windowMs, max: now() })
  const chart = init(host, null, { renderer: 'canvas' })
  chart.setOption({
    animation: false,
    grid: { left: 40, top: 10, right: 10, bottom: 24 },
    xAxis: { type: 'time', ...windowed() },
    yAxis: { type: 'value', scale: true },
    series: pairs.map((data, number) => ({
      type: 'line',
      sampling: 'lttb',
      showSymbol: false,
      dimensions: ['time', 'value'],
      lineStyle: { width: 1, color: lineColour(number) },
      data,
    })),
  })
  return {
    append({ times: freshTimes, values }) {
      pairs.forEach((column, number) => {
        column.copyWithin(0, 2 * freshTimes.length)
        freshTimes.forEach((time, i) => {
          const at = column.length - 2 * (freshTimes.length - i)
          column[at] = time
          column[at + 1] = values[number]?.[i] ?? NaN
        })
      })
    },
    draw() {
      chart.setOption({ xAxis: windowed(), series: pairs.map((data) => ({ data })) })
    },
  }
}
