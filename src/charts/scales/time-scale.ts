// The time axis: linear in epoch milliseconds, with ticks where clocks of its zone show round times, and
// the zone's name at its end (rules K1, K3). Sliding sets its limits and draws; ticks are kept meanwhile.

import type { CoreScaleOptions } from 'chart.js'
import { timeFormat, timeStep, timeTicks, type TimeFormat } from '../arithmetic/time-ticks'
import { ZoneClock } from '../arithmetic/zone-clock'
import { viewOf, type ChartView } from '../chart-view'
import { stripSpace } from '../layers/provenance-strip'
import { crisp, FONT_SIZE, OwnScale } from './own-scale'

declare module 'chart.js' {
  interface CartesianScaleTypeRegistry {
    sampleTime: { options: CoreScaleOptions }
  }
}

/** Room for each tick in pixels. */
const TICK_SPACING = { full: 96, compact: 60 }
/** Between the strip and the labels, and between two labels. */
const LABEL_GAP = 4

interface Label {
  time: number
  text: string
  width: number
}

export class TimeScale extends OwnScale {
  static id = 'sampleTime'
  static defaults = {}

  private labels: Label[] = []
  private zone: Label = { time: 0, text: '', width: 0 }
  private step = { windowMs: NaN, most: 0, ms: NaN }
  /** What the labels were made for. */
  private first = NaN
  private last = NaN
  private offset = NaN
  private wording: Wording | null = null

  /** Shows the view's window. */
  follow(view: ChartView): void {
    this.min = view.from
    this.max = view.to
    if (view.detail !== 'bare') this.relabel(view)
  }

  override fit(): void {
    const view = viewOf(this.chart)
    this.width = this.maxWidth
    this.height = 0
    if (view === null || view.detail === 'bare') return
    this.height = stripSpace(view.lines.length) + LABEL_GAP + FONT_SIZE + 2
  }

  override getPixelForValue(time: number): number {
    return this.left + ((time - this.min) / (this.max - this.min)) * (this.right - this.left)
  }

  override getValueForPixel(pixel: number): number {
    return this.min + ((pixel - this.left) / (this.right - this.left)) * (this.max - this.min)
  }

  override traceGrid(): void {
    const { ctx } = this
    const { left, right, top, bottom } = this.chart.chartArea
    const ratio = this.chart.currentDevicePixelRatio
    for (const { time } of this.labels) {
      const x = crisp(this.getPixelForValue(time), ratio)
      if (x < left || x > right) continue
      ctx.moveTo(x, top)
      ctx.lineTo(x, bottom)
    }
  }

  override draw(): void {
    const view = viewOf(this.chart)
    const { ctx, wording } = this
    if (view === null || wording === null) return
    ctx.font = wording.font
    ctx.fillStyle = view.theme.text
    ctx.textBaseline = 'bottom'
    const baseline = this.chart.height - 1
    const { left, right } = this.chart.chartArea
    ctx.textAlign = 'right'
    ctx.fillText(this.zone.text, right, baseline)
    ctx.textAlign = 'center'
    let free = left
    for (const { time, text, width } of this.labels) {
      const x = Math.round(this.getPixelForValue(time))
      if (x - width / 2 < free || x + width / 2 > right - this.zone.width - 2 * LABEL_GAP) continue
      ctx.fillText(text, x, baseline)
      free = x + width / 2 + LABEL_GAP
    }
  }

  private relabel(view: ChartView): void {
    const spacing = view.detail === 'full' ? TICK_SPACING.full : TICK_SPACING.compact
    const step = this.stepOf(view.to - view.from, Math.max(1, Math.floor(this.width / spacing)))
    const first = Math.floor(view.from / step) * step
    const last = Math.ceil(view.to / step) * step
    const before = this.wording
    const wording = before !== null && isWordedFor(before, view, step) ? before : wordingOf(view, step)
    if (wording === before && first === this.first && last === this.last) return
    this.ctx.font = wording.font
    const { clock, format } = wording
    const label = (time: number, text: string): Label => ({
      time,
      text,
      width: this.ctx.measureText(text).width,
    })
    // Most labels stay when one enters or leaves: those are neither written nor measured again.
    const known = wording === before ? this.labels : []
    this.labels = timeTicks(first, last, step, clock).map(
      (time) => known.find((each) => each.time === time) ?? label(time, format.tick(time)),
    )
    const offset = clock.offsetAt(view.to)
    if (wording !== before || offset !== this.offset) this.zone = label(view.to, format.zone(view.to))
    Object.assign(this, { first, last, offset, wording })
  }

  /** Of a window that slides it stays the same. */
  private stepOf(windowMs: number, most: number): number {
    if (windowMs !== this.step.windowMs || most !== this.step.most) {
      this.step = { windowMs, most, ms: timeStep(windowMs, most) }
    }
    return this.step.ms
  }
}

/** How labels are written, and what decides it. */
interface Wording {
  step: number
  zone: string | undefined
  locale: string | undefined
  fontFamily: string
  font: string
  clock: ZoneClock
  format: TimeFormat
}

function isWordedFor({ step, zone, locale, fontFamily }: Wording, view: ChartView, wanted: number): boolean {
  return (
    step === wanted && zone === view.zone && locale === view.locale && fontFamily === view.theme.fontFamily
  )
}

function wordingOf({ zone, locale, theme: { fontFamily } }: ChartView, step: number): Wording {
  const clock = new ZoneClock(zone)
  const format = timeFormat(locale, zone, step, clock)
  return { step, zone, locale, fontFamily, font: `${String(FONT_SIZE)}px ${fontFamily}`, clock, format }
}
