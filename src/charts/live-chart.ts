// One live chart: slides its window, refits the value axis, and draws, all when the scheduler says so.
// It avoids Chart.js' update(), which costs more than drawing: only another width of labels needs a layout.

import type { Chart, Plugin } from 'chart.js'
import type { Sample } from '../domain/samples'
import type { Extent, Series } from '../domain/series'
import type { EpochMs } from '../domain/updates'
import { slidingWindow } from './arithmetic/sliding-window'
import { nextValueRange } from './arithmetic/value-range'
import { ChartLine, type ChartLimit } from './chart-line'
import { readChartTheme } from './chart-theme'
import { giveView, type ChartView } from './chart-view'
import type { Drawable } from './scheduling/draw-scheduler'
import { Inspection } from './inspection'
import { TimeScale } from './scales/time-scale'
import { ValueScale } from './scales/value-scale'
import { sharedLimits } from './shared-limits'

/** Of one line; its samples come by `show`. */
export interface LiveLineSettings {
  label: string
  staleAfterMs: number
  /** Until when a value that is told when it changes is known to hold; `null` for sensors that report at a cadence. */
  heldUntil: (() => EpochMs) | null
  limits: readonly ChartLimit[]
}

export interface LiveChartSettings {
  lines: readonly LiveLineSettings[]
  /** Width of the sliding window. */
  windowMs: number
  /** The corrected time of the backend, in epoch milliseconds; asked at each draw. */
  now: () => EpochMs
  /** The end of a window that stands still; `null` for one that slides with the time. */
  standsAt: EpochMs | null
  /** The range the backend expects; the value axis shows all of it. */
  range: Extent | null
}

export interface LiveChartEvents {
  /** After each draw, with the samples drawn since the one before, those of all lines together. */
  drawn(samples: number): void
  inspected(sample: Sample | null): void
  /** Chart.js gave the canvas another size and with it cleared it. */
  cleared(): void
}

export class LiveChart implements Drawable {
  readonly inspection: Inspection
  private chart: Chart | null = null
  private onScreen = false
  private fitted: Extent | null = null
  private themeIsOld = true
  private resized = false
  private limitValues: number[] = []

  constructor(
    readonly view: ChartView,
    private settings: LiveChartSettings,
    private readonly events: LiveChartEvents,
  ) {
    this.inspection = new Inspection(view, (sample) => {
      events.inspected(sample)
    })
    this.configure(settings)
  }

  /** Connects the chart that vue-chartjs makes. Chart.js itself never draws, so that the scheduler decides. */
  readonly plugin: Plugin<'ring'> = {
    id: 'liveChart',
    beforeInit: (chart) => {
      this.chart = chart
      giveView(chart, this.view)
      const { parentElement } = chart.canvas
      if (parentElement) this.resize(parentElement.clientWidth, parentElement.clientHeight)
    },
    resize: () => {
      this.resized = true
    },
    beforeRender: () => {
      if (this.resized) {
        this.resized = false
        this.events.cleared()
      }
      return false
    },
    afterDestroy: () => {
      this.chart = null
    },
  }

  configure(settings: LiveChartSettings): void {
    const { range } = this.settings
    if (settings.range?.min !== range?.min || settings.range?.max !== range?.max) this.fitted = null
    this.settings = settings
    const { lines } = this.view
    if (settings.lines.length !== lines.length) {
      this.fitted = null
      lines.length = Math.min(lines.length, settings.lines.length)
    }
    for (const [index, { label, staleAfterMs, limits }] of settings.lines.entries()) {
      const line = (lines[index] ??= new ChartLine())
      if (label !== line.label) line.startAnew()
      Object.assign(line, { label, staleAfterMs, limits })
    }
    this.view.limits = sharedLimits(lines)
    const limitValues = this.view.limits.flatMap(({ values }) => values)
    if (limitValues.join() !== this.limitValues.join()) this.fitted = null
    this.limitValues = limitValues
  }

  /** The samples of each line. */
  show(series: readonly (Series | null)[]): void {
    for (const [index, line] of this.view.lines.entries()) {
      const next = series[index] ?? null
      if (line.series === next) continue
      line.show(next)
      this.fitted = null
    }
  }

  refreshTheme(): void {
    this.themeIsOld = true
  }

  setOnScreen(onScreen: boolean): void {
    this.onScreen = onScreen
  }

  /** Takes another size, in CSS pixels, or another density of the screen. */
  resize(toWidth: number, toHeight: number): void {
    const { chart } = this
    if (chart === null) return
    // In whole pixels, or the browser would stretch the picture by a part of one.
    const [width, height] = [Math.floor(toWidth), Math.floor(toHeight)]
    const isSame = chart.width === width && chart.height === height
    if (!isSame || chart.currentDevicePixelRatio !== window.devicePixelRatio) chart.resize(width, height)
  }

  visible(): boolean {
    return this.onScreen && this.chart !== null
  }

  idleMs(): number {
    const { view, settings } = this
    if (settings.standsAt !== null) return Infinity
    const now = settings.now()
    let wait = view.to - now
    for (const line of view.lines) {
      if (line.isEmpty || line.openGap !== null || line.heldUntil !== null) continue
      wait = Math.min(wait, line.newest + line.staleAfterMs - now + 1)
    }
    return Math.max(0, wait)
  }

  draw(): void {
    const { chart, view } = this
    if (chart === null || chart.width <= 0 || chart.height <= 0) {
      this.slide(1)
      return
    }
    // Not every browser tells of a window that was moved to a screen of another density.
    this.resize(chart.width, chart.height)
    if (this.themeIsOld) {
      view.theme = readChartTheme(chart.canvas)
      this.themeIsOld = false
    }
    if (!this.arrange(chart)) return
    this.inspection.replay((pixel) => chart.scales['x']?.getValueForPixel(pixel) ?? view.to)
    chart.draw()
    let drawn = 0
    for (const line of view.lines) drawn += line.countDrawn()
    this.events.drawn(drawn)
  }

  /** Lays out what is drawn next, with an update only when labels need another width; whether anything can be drawn. */
  protected arrange(chart: Chart): boolean {
    const { view } = this
    const { x: time, y: value } = chart.scales
    if (!(time instanceof TimeScale) || !(value instanceof ValueScale)) return false
    this.look(time.width)
    time.follow(view)
    if (value.follow(view)) {
      chart.update('none')
      this.look(time.width)
      time.follow(view)
    }
    return true
  }

  /** Finds what to show on a plot of so many pixels. */
  protected look(width: number): void {
    this.slide(width)
    this.refit()
  }

  private slide(width: number): void {
    const { view, settings } = this
    const { windowMs } = settings
    view.now = settings.now()
    let newest = view.now
    for (const line of view.lines) {
      // A clock that is a little ahead must not hide the newest samples; a wild one must not move the window away.
      if (line.newest > newest && line.newest <= view.now + windowMs) newest = line.newest
    }
    Object.assign(view, slidingWindow(settings.standsAt ?? newest, windowMs, width))
    for (const [index, line] of view.lines.entries()) {
      line.heldUntil = settings.lines[index]?.heldUntil?.() ?? null
      line.look(view.from, view.to, view.now)
    }
  }

  private refit(): void {
    const { view } = this
    let [min, max] = [Infinity, -Infinity]
    for (const line of view.lines) {
      if (line.min < min) min = line.min
      if (line.max > max) max = line.max
    }
    const extent = min <= max ? { min, max } : null
    view.range = nextValueRange(this.fitted, extent, this.settings.range, this.limitValues)
    if (extent !== null) this.fitted = view.range
  }
}
