// Chart.js' own linear scales over what the view shows: they draw grid and labels, the ticks are those of our scales.

import { LinearScale, type ChartArea, type LinearScaleOptions, type Tick } from 'chart.js'
import { timeFormat, timeStep, timeTicks } from '../arithmetic/time-ticks'
import { shownTicks } from '../arithmetic/value-ticks'
import { ZoneClock } from '../arithmetic/zone-clock'
import { viewOf } from '../chart-view'
import { FONT_SIZE } from '../scales/own-scale'

declare module 'chart.js' {
  interface CartesianScaleTypeRegistry {
    stockTime: { options: LinearScaleOptions }
    stockValue: { options: LinearScaleOptions }
  }
}

/** Room for each tick in pixels. */
const TICK_SPACING = { time: 96, value: 40 }

/** Between a label and the end of the axis, in pixels. */
const EDGE = 2

abstract class StockScale extends LinearScale {
  /** Labels come with the ticks. */
  override generateTickLabels(): void {
    return
  }

  /** Labels take no room beside the plot, or it would change its size as they slide. */
  override getPadding(): ChartArea {
    return { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 }
  }
}

export class StockTimeScale extends StockScale {
  static override id = 'stockTime'
  static override defaults = {}
  private clock = { zone: '', clock: new ZoneClock() }

  override determineDataLimits(): void {
    const view = viewOf(this.chart)
    this.min = view?.from ?? 0
    this.max = view?.to ?? 1
  }

  override buildTicks(): Tick[] {
    const view = viewOf(this.chart)
    if (view === null) return []
    const { from, to, zone, locale } = view
    const step = timeStep(to - from, Math.max(1, Math.floor(this.width / TICK_SPACING.time)))
    if (this.clock.zone !== (zone ?? '')) this.clock = { zone: zone ?? '', clock: new ZoneClock(zone) }
    const { clock } = this.clock
    const format = timeFormat(locale, zone, step, clock)
    this.ctx.font = `${String(FONT_SIZE)}px ${view.theme.fontFamily}`
    const labels = timeTicks(from, to, step, clock).map((value) => ({ value, label: format.tick(value) }))
    // The last that is not cut at the end of the axis says the zone as well (rule K3).
    while (labels.length > 0) {
      const last = labels[labels.length - 1]
      if (last === undefined) break
      const label = `${last.label} ${format.zone(last.value)}`
      const end = ((last.value - from) / (to - from)) * this.width + this.ctx.measureText(label).width / 2
      if (end <= this.width - EDGE) return [...labels.slice(0, -1), { value: last.value, label }]
      labels.pop()
    }
    return labels
  }
}

export class StockValueScale extends StockScale {
  static override id = 'stockValue'
  static override defaults = {}

  override determineDataLimits(): void {
    const view = viewOf(this.chart)
    this.min = view?.range.min ?? 0
    this.max = view?.range.max ?? 1
  }

  override buildTicks(): Tick[] {
    const view = viewOf(this.chart)
    if (view === null) return []
    const most = Math.max(1, Math.floor(this.height / TICK_SPACING.value))
    const labels = shownTicks(view.range, most, view.conversion, view.locale)
    // The highest says the unit as well.
    return labels.map(({ value, text }, index) => {
      const unit = index === labels.length - 1 && view.unit !== '' ? ` ${view.unit}` : ''
      return { value, label: `${text}${unit}` }
    })
  }
}
