// The dataset controller of type `ring`: reads samples from a series, keeps no elements, parses nothing,
// and draws one path. What surrounds the line is the business of scales and plugins.

import { DatasetController, Element, type CoreChartOptions, type Scale } from 'chart.js'
import { inSteps, traceLine, type LineSink, type Projection } from './arithmetic/line-tracing'
import { viewOf, type ChartView } from './chart-view'

declare module 'chart.js' {
  interface ChartTypeRegistry {
    ring: {
      chartOptions: CoreChartOptions<'ring'>
      datasetOptions: object
      defaultDataPoint: never
      metaExtensions: object
      parsedDataType: never
      scales: 'sampleTime' | 'sampleValue'
    }
  }
}

/** Chart.js wants an element for each point to be registered, though none is ever made. */
export class NoElement extends Element {
  static id = 'none'
}

/** Half the length of what stands for a sample that no line reaches, in pixels. */
const DOT = 1.5
/** From so many pixels between samples on, each is marked. */
const MARK_SAMPLES_FROM_PX = 14
const MARK_RADIUS = 1.75

export class RingController extends DatasetController<'ring'> {
  static id = 'ring'
  static defaults = { datasetElementType: null, dataElementType: NoElement.id, clip: 1 }
  static overrides = {}

  override getMinMax(scale: Scale): { min: number; max: number } {
    const view = viewOf(this.chart)
    if (view === null) return { min: 0, max: 1 }
    return scale.axis === 'x' ? { min: view.from, max: view.to } : view.range
  }

  override draw(): void {
    const view = viewOf(this.chart)
    if (view === null) return
    view.line = null
    const { ctx, scales } = this.chart
    const { x, y } = scales
    if (view.series === null || x === undefined || y === undefined) return

    // One sample beyond each edge, so that the line runs through to it.
    const from = view.series.indexAtOrAfter(view.from) - 1
    const to = view.series.indexAfter(view.to) + 1
    const devicePixels = x.width * this.chart.currentDevicePixelRatio
    const columnMs = (view.to - view.from) / devicePixels
    const path = new Path2D()
    const at = {
      x: (time: number) => x.getPixelForValue(time),
      y: (value: number) => y.getPixelForValue(value),
    }
    const stroke = strokedInto(path)
    traceLine(view.series, from, to, columnMs, at, view.heldUntil === null ? stroke : inSteps(stroke))
    hold(view, at, path)
    view.line = path

    ctx.strokeStyle = view.theme.line
    ctx.lineWidth = 1
    ctx.lineJoin = 'bevel'
    ctx.stroke(path)
    if (view.detail === 'full' && (to - from) * MARK_SAMPLES_FROM_PX < x.width) {
      markSamples(ctx, view, from, to, at)
    }
  }
}

/** What was last told holds until something else is. */
function hold({ series, heldUntil, to }: ChartView, at: Projection, path: Path2D): void {
  if (heldUntil === null || series === null || series.size === 0) return
  const last = series.end - 1
  if (heldUntil <= series.time(last)) return
  const y = at.y(series.value(last))
  path.moveTo(at.x(series.time(last)), y)
  path.lineTo(at.x(Math.min(heldUntil, to)), y)
}

function strokedInto(path: Path2D): LineSink {
  return {
    moveTo: (x, y) => {
      path.moveTo(x, y)
    },
    lineTo: (x, y) => {
      path.lineTo(x, y)
    },
    dot: (x, y) => {
      path.moveTo(x - DOT, y)
      path.lineTo(x + DOT, y)
    },
  }
}

function markSamples(
  ctx: CanvasRenderingContext2D,
  { series, theme }: ChartView,
  from: number,
  to: number,
  at: Projection,
): void {
  if (series === null) return
  ctx.fillStyle = theme.line
  ctx.beginPath()
  for (let index = Math.max(from, series.first); index < Math.min(to, series.end); index++) {
    const [x, y] = [at.x(series.time(index)), at.y(series.value(index))]
    ctx.moveTo(x + MARK_RADIUS, y)
    ctx.arc(x, y, MARK_RADIUS, 0, 2 * Math.PI)
  }
  ctx.fill()
}
