// The dataset controller of type `ring`, one for each line: reads samples from a series, keeps no elements, parses
// nothing, and draws one path. What surrounds the line is the business of scales and layers.

import { DatasetController, Element, type CoreChartOptions, type Scale } from 'chart.js'
import type { Series } from '../domain/series'
import { ColumnMemory } from './arithmetic/column-memory'
import { traceHeld } from './arithmetic/held-value'
import { DOT, inSteps, traceLine, type LineSink } from './arithmetic/line-tracing'
import type { ChartLine } from './chart-line'
import { toneOf } from './chart-theme'
import { viewOf, type ChartView } from './chart-view'
import { PlotProjection } from './plot-projection'
import { touches } from './shared-limits'

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

/** From so many pixels between samples on, each is marked. */
const MARK_SAMPLES_FROM_PX = 14
const MARK_RADIUS = 1.75
/** From so many device pixels a pixel on, a line of one is too thin to see. */
const DOUBLE_FROM = 1.5

export class RingController extends DatasetController<'ring'> {
  static id = 'ring'
  static defaults = { datasetElementType: null, dataElementType: NoElement.id }
  static overrides = {}

  private readonly at = new PlotProjection()
  private readonly sink = new PathSink(this.chart.ctx)
  private readonly memory = new ColumnMemory()

  override getMinMax(scale: Scale): { min: number; max: number } {
    const view = viewOf(this.chart)
    if (view === null) return { min: 0, max: 1 }
    return scale.axis === 'x' ? { min: view.from, max: view.to } : view.range
  }

  override draw(): void {
    const view = viewOf(this.chart)
    const line = view?.lines[this.index]
    const { x, y } = this.chart.scales
    if (view === null || !line?.series || x === undefined || y === undefined) return
    const { ctx } = this.chart
    const { at, sink, memory } = this
    at.aim(x, y)
    const ratio = this.chart.currentDevicePixelRatio
    const path = ratio >= DOUBLE_FROM || isDrawnAgain(line, view) ? new Path2D() : null
    line.path = path
    sink.path = path ?? ctx
    if (path === null) ctx.beginPath()
    // One sample beyond each edge, so that the line runs through to it.
    const [from, to] = [line.first - 1, line.end + 1]
    const columns = x.width * ratio
    const isDense = line.end - line.first > columns
    if (isDense) memory.open(line.series, view.columnMs, columns)
    traceLine(
      line.series,
      from,
      to,
      view.columnMs,
      at,
      line.heldUntil === null ? sink : inSteps(sink),
      isDense ? memory : undefined,
    )
    traceHeld(line.series, line.heldUntil, view.to, at, sink)

    ctx.strokeStyle = toneOf(view.theme, this.index)
    ctx.lineWidth = 1 / ratio
    ctx.lineJoin = 'bevel'
    if (path === null) ctx.stroke()
    else if (ratio < DOUBLE_FROM) ctx.stroke(path)
    else strokeTwice(ctx, path, 1 / ratio)
    if (view.detail === 'full' && (to - from) * MARK_SAMPLES_FROM_PX < x.width) {
      ctx.fillStyle = toneOf(view.theme, this.index)
      markSamples(ctx, line.series, from, to, at)
    }
  }
}

/** Puts a line on a path, or straight on the canvas. */
class PathSink implements LineSink {
  constructor(public path: CanvasPath) {}

  moveTo(x: number, y: number): void {
    this.path.moveTo(x, y)
  }

  lineTo(x: number, y: number): void {
    this.path.lineTo(x, y)
  }

  dot(x: number, y: number): void {
    this.path.moveTo(x - DOT, y)
    this.path.lineTo(x + DOT, y)
  }
}

/** A line of two device pixels takes two to three times as long to paint as two of one, one beside the other. */
function strokeTwice(ctx: CanvasRenderingContext2D, path: Path2D, devicePixel: number): void {
  ctx.translate(0, -devicePixel / 2)
  ctx.stroke(path)
  ctx.translate(0, devicePixel)
  ctx.stroke(path)
  ctx.translate(0, -devicePixel / 2)
}

function isDrawnAgain(line: ChartLine, { limits }: ChartView): boolean {
  for (const limit of limits) if (limit.lines.includes(line) && touches(line, limit)) return true
  return false
}

function markSamples(
  ctx: CanvasRenderingContext2D,
  series: Series,
  from: number,
  to: number,
  at: PlotProjection,
): void {
  ctx.beginPath()
  for (let index = Math.max(from, series.first); index < Math.min(to, series.end); index++) {
    const [x, y] = [at.x(series.time(index)), at.y(series.value(index))]
    ctx.moveTo(x + MARK_RADIUS, y)
    ctx.arc(x, y, MARK_RADIUS, 0, 2 * Math.PI)
  }
  ctx.fill()
}
