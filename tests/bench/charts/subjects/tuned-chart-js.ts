// Chart.js as its guide to performance has it: nothing to parse, no points, no animation, a linear axis.
import {
  Chart as ChartJs,
  Decimation,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
} from 'chart.js'
import { lineColour, type Mount, type Shape } from '../subject.ts'

// PointElement is not drawn, but the controller of lines insists on it.
ChartJs.register(Decimation, LinearScale, LineController, LineElement, PointElement)

export const mount: Mount = mountTuned(false)

/** @param decimated with Chart.js' own decimation to minimum and maximum */
export function mountTuned(decimated: boolean): Mount {
  return (host, shape, history) => {
    const points = history.values.map((values) => values.map((y, i) => ({ x: history.times[i] ?? NaN, y })))
    const x = { type: 'linear' as const, ...windowOf(shape), ticks: { callback: clockTime } }
    const canvas = document.createElement('canvas')
    host.append(canvas)
    const chart = new ChartJs(canvas, {
      type: 'line',
      data: {
        datasets: points.map((data, number) => ({ data, borderColor: lineColour(number), borderWidth: 1 })),
      },
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        parsing: false,
        normalized: true,
        events: [],
        elements: { point: { radius: 0 } },
        scales: { x, y: { type: 'linear' } },
        plugins: { decimation: { enabled: decimated, algorithm: 'min-max' } },
      },
    })
    return {
      append({ times, values }) {
        // The decimation puts its own array in the place of the dataset's; this one it goes on reading.
        points.forEach((data, number) => {
          data.push(...times.map((time, i) => ({ x: time, y: values[number]?.[i] ?? NaN })))
          data.splice(0, times.length)
        })
      },
      draw() {
        Object.assign(chart.options.scales?.['x'] ?? {}, windowOf(shape))
        chart.update('none')
      },
    }
  }
}

function windowOf({ now, windowMs }: Shape): { min: number; max: number } {
  return { min: now() - windowMs, max: now() }
}

function clockTime(value: string | number): string {
  return new Date(value).toISOString().slice(11, 19)
}
