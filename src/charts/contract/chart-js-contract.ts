// What our charts rely on in Chart.js beyond its documentation, tried out once a page on a canvas that nobody sees.
// They touch no member that Chart.js' types keep private; whatever needs one comes into this file, with its expectation.

import { chartContract, type ChartContract } from './contract-answer'
import { ChartTrial, TRIAL } from './chart-trial'

/** The version that all this was read in. Another one is pinned only when the contract test passes with it. */
export const CONTRACT_VERSION = '4.6.1'

export interface Expectation {
  /** What Chart.js does, as a sentence. */
  what: string
  holds(trial: ChartTrial): boolean
}

/** In the order in which they are tried, on one chart. */
export const EXPECTATIONS: readonly Expectation[] = [
  {
    // The view is given in `beforeInit`, and scales ask for it.
    what: 'A plugin meets the chart before its scales are made.',
    holds: ({ making }) => making[0] === 'beforeInit' && making.includes('init x'),
  },
  {
    what: 'A plugin that refuses beforeRender keeps a new chart and update() from drawing.',
    holds: (trial) => {
      const calls = [...trial.making, ...trial.calls(() => trial.chart.update('none'))]
      return calls.filter((call) => call === 'beforeRender').length === 2 && !calls.some(isDrawing)
    },
  },
  {
    what: 'Scales get the room they ask for in fit(), and lie along the plot.',
    holds: ({ chart }) => {
      const { x, y } = chart.scales
      const { left, right, top, bottom } = chart.chartArea
      return (
        [left, y?.width, y?.right, x?.left].every((at) => at === TRIAL.labelWidth) &&
        [right, x?.right].every((at) => at === chart.width) &&
        [top, y?.top].every((at) => at === 0) &&
        [bottom, y?.bottom, x?.top].every((at) => at === chart.height - TRIAL.labelHeight) &&
        x?.height === TRIAL.labelHeight &&
        x.width === right - left
      )
    },
  },
  {
    what: 'A dataset without element types builds no elements.',
    holds: ({ chart }) =>
      TRIAL.datasets.every((_, index) => {
        const meta = chart.getDatasetMeta(index)
        return meta.data.length === 0 && !meta.dataset
      }),
  },
  {
    what: 'A dataset is drawn by its controller, alone and when that is asked.',
    holds: (trial) =>
      TRIAL.datasets.every((_, index) => {
        const calls = trial.calls(() => trial.chart.getDatasetMeta(index).controller.draw())
        return calls.join() === `draw ${String(index)}`
      }),
  },
  {
    what: 'update() keeps scales, and the limits that were set by hand.',
    holds: ({ chart }) => {
      const { x, y } = chart.scales
      if (x === undefined || y === undefined) return false
      x.min += 500
      x.max += 500
      const limits = [x.min, x.max, y.min, y.max]
      chart.update('none')
      const kept = chart.scales['x'] === x && chart.scales['y'] === y
      return kept && [x.min, x.max, y.min, y.max].every((limit, i) => limit === limits[i])
    },
  },
  {
    what: 'A canvas has device pixels, its context draws in CSS pixels.',
    holds: ({ chart }) =>
      chart.currentDevicePixelRatio === TRIAL.devicePixelRatio &&
      chart.canvas.width === chart.width * TRIAL.devicePixelRatio &&
      chart.ctx.getTransform().a === TRIAL.devicePixelRatio,
  },
  {
    // What was drawn is then gone, and only plugins hear of it.
    what: 'Another size clears the canvas, tells plugins, and asks beforeRender once.',
    holds: (trial) => {
      const { chart } = trial
      const calls = trial.calls(() => chart.resize(TRIAL.width + 8, TRIAL.height + 8))
      const told = calls.filter((call) => call === 'resize' || call === 'beforeRender')
      return (
        told.join() === 'resize,beforeRender' &&
        !calls.some(isDrawing) &&
        chart.width === TRIAL.width + 8 &&
        chart.scales['x']?.right === chart.width
      )
    },
  },
  {
    what: 'A destroyed chart tells plugins at last, and is forgotten.',
    holds: (trial) => {
      const { id } = trial.chart
      return trial.calls(() => trial.chart.destroy()).at(-1) === 'afterDestroy' && trial.forgotten(id)
    },
  },
]

function isDrawing(call: string): boolean {
  return call.startsWith('draw ')
}

/** Tries Chart.js out, in one to three milliseconds; it never throws. */
export function tryContract(): ChartContract {
  const trial = attempt(() => new ChartTrial())
  if (trial === null) return { holds: false, broken: ['Chart.js makes a chart.'] }
  const broken = EXPECTATIONS.filter(({ holds }) => attempt(() => holds(trial)) !== true).map(
    ({ what }) => what,
  )
  attempt(() => trial.end())
  return broken.length === 0 ? { holds: true } : { holds: false, broken }
}

/** Whether our charts may be used on this page; tried once. */
export function contractHolds(): boolean {
  chartContract.value ??= tryContract()
  return chartContract.value.holds
}

function attempt<Result>(act: () => Result): Result | null {
  try {
    return act()
  } catch {
    return null
  }
}
