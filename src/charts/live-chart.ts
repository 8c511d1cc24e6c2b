// One live chart: slides its window, refits the value axis, and draws, all when the scheduler says so.
// It avoids Chart.js' update(), which costs more than drawing: only another width of labels needs a layout.
import type { Chart, Plugin } from 'chart.js'
import type { Sample } from '../domain/samples'
import type { Extent, Series } from '../domain/series'
import type { EpochMs } from '../domain/updates'
import { canvasLength } from './arithmetic/canvas-size'
import { columnsInPixel, columnWidth, slidingWindow } from './arithmetic/sliding-window'
import { ChartLine, type ChartLimit } from './chart-line'
import { readChartTheme } from './chart-theme'
import { giveView, type ChartView } from './chart-view'
import type { Drawable } from './scheduling/drawable'
import { Inspection } from './inspection'
import { paint } from './paint'
import { TimeScale } from './scales/time-scale'
import { ValueScale } from './scales/value-scale'
import { sharedLimits } from './shared-limits'
import { ValueFit } from './value-fit'

/** Of one line; its samples come by `show`. */
export interface LiveLineSettings {
  key: string
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
  /** It is hidden, wherever it is. */
  isAsleep: boolean
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
  private themeIsOld = true
  private resized = false
  private isDrawing = false
  /** Of the plot, as it was told last, in CSS pixels. */
  private room = { width: 0, height: 0 }
  private readonly fit = new ValueFit()

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
      if (parentElement === null) return
      // Now, so that it is made in the size it will have. Whole lengths would be rounded, and change once it is placed.
      const { width, height } = parentElement.getBoundingClientRect()
      this.resize(width, height)
    },
    resize: () => {
      this.resized = true
    },
    beforeRender: () => {
      if (this.resized) {
        this.resized = false
        if (!this.isDrawing) this.events.cleared()
      }
      return false
    },
    afterDestroy: () => {
      this.chart = null
    },
  }

  configure(settings: LiveChartSettings): void {
    const { view, fit } = this
    this.settings = settings
    if (settings.lines.length !== view.lines.length) fit.startAnew()
    const known = new Map(view.lines.map((line) => [line.key, line]))
    view.lines = settings.lines.map(({ key, label, staleAfterMs, limits }) => {
      const line = known.get(key) ?? new ChartLine(key)
      known.delete(key)
      return Object.assign(line, { label, staleAfterMs, limits })
    })
    view.limits = sharedLimits(view.lines)
    fit.expect(
      settings.range,
      view.limits.flatMap(({ values }) => values),
    )
  }

  /** The samples of each line. */
  show(series: readonly (Series | null)[]): void {
    for (const [index, line] of this.view.lines.entries()) {
      const next = series[index] ?? null
      if (line.series === next) continue
      line.show(next)
      this.fit.startAnew()
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
    if (toWidth === 0 && toHeight === 0) {
      // It is hidden, and most likely as large as before when it is shown again: blank, for what it shows is old then.
      chart.clear()
      return
    }
    this.room = { width: toWidth, height: toHeight }
    const ratio = window.devicePixelRatio
    const [width, height] = [canvasLength(toWidth, ratio), canvasLength(toHeight, ratio)]
    const isSame = chart.width === width && chart.height === height
    if (isSame && chart.currentDevicePixelRatio === ratio) return
    // Chart.js would ask the browser once, and a chart that is being made not at all.
    chart.options.devicePixelRatio = ratio
    chart.resize(width, height)
  }

  visible(): boolean {
    return this.onScreen && !this.settings.isAsleep && this.chart !== null
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
    const { chart } = this
    if (chart === null || chart.width <= 0 || chart.height <= 0) {
      this.slide(1)
      return
    }
    this.isDrawing = true
    try {
      this.drawOn(chart)
    } finally {
      this.isDrawing = false
    }
  }

  private drawOn(chart: Chart): void {
    const { view } = this
    // Not every browser tells of a window that was moved to a screen of another density.
    if (chart.currentDevicePixelRatio !== window.devicePixelRatio) {
      this.resize(this.room.width, this.room.height)
    }
    if (this.themeIsOld) {
      view.theme = readChartTheme(chart.canvas)
      this.themeIsOld = false
    }
    if (!this.arrange(chart)) return
    this.inspection.replay((pixel) => chart.scales['x']?.getValueForPixel(pixel) ?? view.to)
    this.paint(chart)
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

  protected paint(chart: Chart): void {
    paint(chart, this.view)
  }

  /** Finds what to show on a plot of so many CSS pixels. */
  protected look(width: number): void {
    this.slide(width)
    this.view.range = this.fit.rangeOf(this.view.lines)
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
    const ratio = this.chart?.currentDevicePixelRatio ?? 1
    const columns = width * ratio
    const { from, to } = slidingWindow(settings.standsAt ?? newest, windowMs, columns, columnsInPixel(ratio))
    view.from = from
    view.to = to
    view.columnMs = columnWidth(windowMs, columns)
    for (let index = 0; index < view.lines.length; index++) {
      const line = view.lines[index]
      if (line === undefined) continue
      line.heldUntil = settings.lines[index]?.heldUntil?.() ?? null
      line.look(from, to, view.now)
    }
  }
}
