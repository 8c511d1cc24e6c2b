// The value axis: linear, with round ticks, a quiet grid, and the width its labels need.

import type { CoreScaleOptions } from 'chart.js'
import type { Extent } from '../../domain/series'
import { UNCHANGED } from '../../domain/units'
import { shownTicks, type ValueLabel } from '../arithmetic/value-ticks'
import { viewOf, type ChartView } from '../chart-view'
import { crisp, FONT_SIZE, OwnScale } from './own-scale'

declare module 'chart.js' {
  interface CartesianScaleTypeRegistry {
    sampleValue: { options: CoreScaleOptions }
  }
}

/** Room for each tick, and between a label and the plot, in pixels. */
const TICK_SPACING = { full: 44, compact: 34 }
const LABEL_GAP = 6
/** Widths in whole steps, so that one more digit rarely moves the plot. */
const WIDTH_STEP = 8
const LEAST_WIDTH = 32

export class ValueScale extends OwnScale {
  static id = 'sampleValue'
  static defaults = {}

  private labels: ValueLabel[] = []
  private labelWidth = LEAST_WIDTH
  /** What the labels were made for. */
  private most = 0
  private range: Extent = { min: NaN, max: NaN }
  private locale: string | undefined
  private conversion = UNCHANGED
  private unit = ''
  private font = ''

  /** Shows the view's range. Whether the labels need another width, and with it another layout. */
  follow(view: ChartView): boolean {
    this.min = view.range.min
    this.max = view.range.max
    this.relabel(view, this.bottom - this.top)
    return view.detail !== 'bare' && this.labelWidth !== this.width
  }

  override fit(): void {
    const view = viewOf(this.chart)
    this.height = this.maxHeight
    this.width = 0
    if (view === null || view.detail === 'bare') return
    this.min = view.range.min
    this.max = view.range.max
    this.relabel(view, this.maxHeight)
    this.width = Math.min(this.maxWidth, this.labelWidth)
  }

  override getPixelForValue(value: number): number {
    return this.bottom - ((value - this.min) / (this.max - this.min)) * (this.bottom - this.top)
  }

  override getValueForPixel(pixel: number): number {
    return this.min + ((this.bottom - pixel) / (this.bottom - this.top)) * (this.max - this.min)
  }

  override traceGrid(): void {
    const { ctx } = this
    const { left, right } = this.chart.chartArea
    const ratio = this.chart.currentDevicePixelRatio
    for (const { value } of this.labels) {
      const y = crisp(this.getPixelForValue(value), ratio)
      ctx.moveTo(left, y)
      ctx.lineTo(right, y)
    }
  }

  override draw(): void {
    const view = viewOf(this.chart)
    if (view === null) return
    const { ctx } = this
    const { left } = this.chart.chartArea
    ctx.font = this.font
    ctx.fillStyle = view.theme.text
    ctx.textAlign = 'right'
    ctx.textBaseline = 'middle'
    for (const { value, text } of this.labels) {
      ctx.fillText(text, left - LABEL_GAP, Math.round(this.getPixelForValue(value)))
    }
    if (view.unit !== '') this.drawUnit(view)
  }

  private drawUnit(view: ChartView): void {
    const { ctx } = this
    const room = this.chart.chartArea.left - LABEL_GAP
    ctx.textBaseline = 'bottom'
    ctx.fillText(view.unit, room, this.chart.height - 1, room)
  }

  private relabel(view: ChartView, height: number): void {
    const spacing = view.detail === 'full' ? TICK_SPACING.full : TICK_SPACING.compact
    const most = Math.max(1, Math.floor(height / spacing))
    const { range, locale, conversion, unit, theme } = view
    const font = `${String(FONT_SIZE)}px ${theme.fontFamily}`
    const isSame =
      range.min === this.range.min &&
      range.max === this.range.max &&
      most === this.most &&
      locale === this.locale &&
      conversion === this.conversion
    if (isSame && unit === this.unit && font === this.font) return
    Object.assign(this, { range, most, locale, conversion, unit, font })
    if (!isSame) this.labels = shownTicks(range, most, conversion, locale)
    this.ctx.font = font
    let widest = this.ctx.measureText(unit).width
    for (const { text } of this.labels) widest = Math.max(widest, this.ctx.measureText(text).width)
    this.labelWidth = Math.max(LEAST_WIDTH, Math.ceil((widest + LABEL_GAP + 2) / WIDTH_STEP) * WIDTH_STEP)
  }
}
