// uPlot on typed arrays that slide in place, the fastest way it documents.
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { lineColour, type Mount } from '../subject.ts'

export const mount: Mount = (host, { series, windowMs, now }, history) => {
  const columns = [history.times, ...history.values].map((column) => Float64Array.from(column, Number))
  const data: uPlot.AlignedData = [columns[0] ?? new Float64Array(0), ...columns.slice(1)]
  const chart = new uPlot(
    {
      width: host.clientWidth,
      height: host.clientHeight,
      ms: 1,
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: true, auto: false, min: now() - windowMs, max: now() } },
      series: [
        {},
        ...Array.from({ length: series }, (_, number) => ({
          label: `Series ${String(number + 1)}`,
          stroke: lineColour(number),
          width: 1,
          points: { show: false },
        })),
      ],
    },
    data,
    host,
  )
  return {
    append({ times, values }) {
      ;[times, ...values].forEach((fresh, number) => {
        const column = columns[number]
        column?.copyWithin(0, fresh.length)
        column?.set(fresh, column.length - fresh.length)
      })
    },
    draw() {
      chart.setData(data, false)
      chart.setScale('x', { min: now() - windowMs, max: now() })
    },
  }
}
