// The points of a line as Chart.js' own line takes them, at most a handful for each column of pixels. Gaps become points
// without a value, which break the line (rule T3); where it passes a limit a point is put in, so that one segment is never
// on both sides.

import { meets } from '../../domain/limits'
import type { EpochMs, Severity } from '../../domain/updates'
import { limitLines } from '../arithmetic/limit-regions'
import { traceHeld } from '../arithmetic/held-value'
import { DOT, inSteps, traceLine, type LineSink } from '../arithmetic/line-tracing'
import type { ChartLimit, ChartLine } from '../chart-line'

export interface LinePoint {
  x: EpochMs
  /** `NaN` breaks the line. */
  y: number
}

/**
 * @param pixelMs width of a CSS pixel
 * @param columnMs width of a pixel of the device
 */
export function linePoints(
  line: ChartLine,
  from: EpochMs,
  to: EpochMs,
  pixelMs: number,
  columnMs: number,
): LinePoint[] {
  const { series, first, end, heldUntil } = line
  if (series === null) return []
  const list = new PointList(line.limits, from - (to - from), to + (to - from), pixelMs * DOT)
  const sink = heldUntil === null ? list : inSteps(list)
  // One sample beyond each edge, so that the line runs through to it.
  traceLine(series, first - 1, end + 1, columnMs, AS_IT_IS, sink)
  traceHeld(series, heldUntil, to, AS_IT_IS, list)
  return list.points
}

/** The worst that a value is beyond; `null`: nothing. */
export function severityOf(value: number, limits: readonly ChartLimit[]): Severity | null {
  let worst: Severity | null = null
  for (const { severity, condition } of limits) {
    if (worst !== 'crit' && meets(value, condition)) worst = severity
  }
  return worst
}

const AS_IT_IS = { x: (time: number) => time, y: (value: number) => value }

class PointList implements LineSink {
  readonly points: LinePoint[] = []
  private last: LinePoint = { x: NaN, y: NaN }
  private readonly borders: number[]

  /** Points before `least` and after `most` come nearer along the line: Chart.js knows no coordinates far off. */
  constructor(
    private readonly limits: readonly ChartLimit[],
    private readonly least: EpochMs,
    private readonly most: EpochMs,
    private readonly dotMs: number,
  ) {
    this.borders = limits.flatMap(({ condition }) => limitLines(condition))
  }

  moveTo(x: EpochMs, y: number): void {
    if (this.points.length > 0) this.points.push({ x, y: NaN })
    this.last = { x, y }
    this.add(x, y)
  }

  lineTo(x: EpochMs, y: number): void {
    const from = this.last
    const to = x > this.most && from.x < this.most ? between(from, { x, y }, this.most) : { x, y }
    if (from.x < this.least && to.x > this.least) {
      Object.assign(from, between(from, to, this.least))
      this.points[this.points.length - 1] = { ...from }
    }
    for (const border of this.passed(from.y, to.y)) {
      const share = (border - from.y) / (to.y - from.y)
      this.add(from.x + (to.x - from.x) * (share >= 0 && share <= 1 ? share : 0.5), border)
    }
    this.add(to.x, to.y)
    this.last = to
  }

  dot(x: EpochMs, y: number): void {
    this.moveTo(x - this.dotMs, y)
    this.lineTo(x + this.dotMs, y)
  }

  /** A point that is beyond a limit as it lies on its border would show in no segment: it gets one of its own. */
  private add(x: EpochMs, y: number): void {
    this.points.push({ x, y })
    if (!this.borders.includes(y) || severityOf(y, this.limits) === null) return
    this.points.push({ x: x + this.dotMs, y }, { x, y })
  }

  /** The borders of limits between two values, in the order in which a line passes them. */
  private passed(from: number, to: number): number[] {
    const passed = this.borders.filter(
      (border) => (border > from && border < to) || (border < from && border > to),
    )
    return passed.sort((a, b) => (to > from ? a - b : b - a))
  }
}

function between(from: LinePoint, to: LinePoint, x: EpochMs): LinePoint {
  return { x, y: from.y + (to.y - from.y) * ((x - from.x) / (to.x - from.x)) }
}
