// Watchdeck: the page's own chart component, its rings, its draw scheduler.
import { createApp, h, markRaw, shallowRef } from 'vue'
import { drawScheduler } from '../../../../src/charts/scheduling/shared-scheduler.ts'
import TimeSeriesChart from '../../../../src/charts/TimeSeriesChart.vue'
import { Series } from '../../../../src/domain/series.ts'
import type { Mount, Samples } from '../subject.ts'

/** Fewer than were asked for when frames get long. */
export const draws = (): number => drawScheduler.draws

export const mount: Mount = (host, { series: count, points, windowMs, stepMs, now }, history) => {
  const missedSteps = 5
  const rings = Array.from({ length: count }, () =>
    markRaw(new Series(points, (interval) => interval > missedSteps * stepMs)),
  )
  const append = ({ times, values }: Samples): void => {
    rings.forEach((ring, number) => {
      times.forEach((time, i) => ring.append(time, values[number]?.[i] ?? NaN, 'live'))
    })
  }
  append(history)

  const revision = shallowRef(0)
  const lines = rings.map((ring, number) => ({
    key: String(number),
    label: `Series ${String(number + 1)}`,
    series: () => ring,
    revision: () => revision.value,
    staleAfterMs: missedSteps * stepMs,
  }))
  createApp({
    render: () => h(TimeSeriesChart, { label: 'Measured', lines, windowMs, now }),
  }).mount(host)

  return {
    append,
    draw: () => {
      revision.value++
    },
  }
}
