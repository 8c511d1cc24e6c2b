// One live chart: slides its window, refits the value axis, and draws, all when the scheduler says so.
// It avoids Chart.js' update(), which costs more than drawing: only another width of labels needs a layout.

import type { Chart, Plugin } from 'chart.js'
import type { Sample } from '../domain/samples'
import type { Extent } from '../domain/series'
import { limitLines } from './arithmetic/limit-regions'
import { nextValueRange } from './arithmetic/value-range'
import { readChartTheme } from './chart-theme'
import { giveView, openGap, type ChartView } from './chart-view'
import type { Drawable } from './draw-scheduler'
import { TimeScale } from './scales/time-scale'
import { ValueScale } from './scales/value-scale'

export interface LiveChartSettings {
  /** Width of the sliding window. */
  windowMs: number
  /** The corrected time of the backend, in epoch milliseconds; asked at each draw. */
  now: () => number
  /** The end of a window that stands still; `null` for one that slides with the time. */
  standsAt: number | null
  /** Until when a value that is told when it changes is known to hold; `null` for sensors that report at a cadence. */
  heldUntil: (() => number) | null
  /** The range the backend expects; the value axis shows all of it. */
  range: Extent | null
}

export interface LiveChartEvents {
  /** After each draw, with the samples drawn since the one before. */
  drawn(samples: number): void
  inspected(sample: Sample | null): void
  /** Chart.js gave the canvas another size and with it cleared it. */
  cleared(): void
}

export class LiveChart implements Drawable {
  private chart: Chart | null = null
  private onScreen = false
  private fitted: Extent | null = null
  private themeIsOld = true
  private resized = false
  /** Where the pointer is, in CSS pixels of the canvas; the sample under it changes while the window slides. */
  private pointer: number | null = null
  /** Absolute index after the newest sample that was drawn. */
  private drawnTo = 0

  constructor(
    readonly view: ChartView,
    private readonly settings: LiveChartSettings,
    private readonly events: LiveChartEvents,
  ) {}

  /** Connects the chart that vue-chartjs makes. Chart.js itself never draws, so that the scheduler decides. */
  readonly plugin: Plugin<'ring'> = {
    id: 'liveChart',
    beforeInit: (chart) => {
      this.chart = chart
      giveView(chart, this.view)
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
    Object.assign(this.settings, settings)
  }

  /** Another instance takes the place of the series shown, as after a merge; what was drawn stays counted. */
  show(series: ChartView['series']): void {
    this.fitted = null
    this.view.series = series
  }

  refreshTheme(): void {
    this.themeIsOld = true
  }

  setOnScreen(onScreen: boolean): void {
    this.onScreen = onScreen
  }

  visible(): boolean {
    return this.onScreen && this.chart !== null
  }

  idleMs(): number {
    const { view, settings } = this
    if (settings.standsAt !== null) return Infinity
    const now = settings.now()
    const slide = view.to - now
    if (view.series === null || view.series.size === 0) return Math.max(0, slide)
    if (openGap(view) !== null) return Math.max(0, slide)
    if (view.heldUntil !== null) return Math.max(0, slide)
    const stale = view.series.time(view.series.end - 1) + view.staleAfterMs - now
    return Math.max(0, Math.min(slide, stale + 1))
  }

  draw(): void {
    const { chart, view } = this
    if (chart === null || chart.width <= 0 || chart.height <= 0) {
      this.slide(1)
      return
    }
    if (this.themeIsOld) {
      view.theme = readChartTheme(chart.canvas)
      this.themeIsOld = false
    }
    const { x: time, y: value } = chart.scales
    if (!(time instanceof TimeScale) || !(value instanceof ValueScale)) return
    this.slide(time.width)
    this.refit()
    time.follow(view)
    if (value.follow(view)) {
      chart.update('none')
      this.slide(time.width)
      time.follow(view)
    }
    this.replayPointer()
    chart.draw()
    this.events.drawn(this.countDrawn())
  }

  /** Inspects the sample nearest to a place on the canvas, in CSS pixels; `null`: the pointer left. */
  pointAt(x: number | null): void {
    this.pointer = x
    if (x === null) this.inspect(null)
  }

  /** Inspects the next or previous sample, from the newest on. */
  step(by: number): void {
    const { series, inspected, to, from } = this.view
    if (series === null || series.size === 0) return
    this.pointer = null
    const newest = series.indexAfter(to) - 1
    const index = inspected === null ? newest : series.indexAtOrAfter(inspected.time) + by
    const oldest = series.indexAtOrAfter(from)
    this.inspect(this.sampleAt(Math.min(newest, Math.max(oldest, index))))
  }

  stopInspecting(): void {
    this.pointer = null
    this.inspect(null)
  }

  private slide(width: number): void {
    const { view, settings } = this
    const { windowMs } = settings
    view.now = settings.now()
    view.heldUntil = settings.heldUntil?.() ?? null
    const newest = view.series?.time(view.series.end - 1) ?? NaN
    // A clock that is a little ahead must not hide the newest samples; a wild one must not move the window away.
    const sliding = newest > view.now && newest <= view.now + windowMs ? newest : view.now
    const end = settings.standsAt ?? sliding
    // The next whole pixel, so that columns keep their samples while sliding, and there is one to wait for.
    const pixelMs = windowMs / Math.max(1, width)
    view.to = (Math.floor(end / pixelMs) + 1) * pixelMs
    view.from = view.to - windowMs
  }

  private refit(): void {
    const { view } = this
    const { series } = view
    const extent = series?.extent(series.indexAtOrAfter(view.from), series.indexAfter(view.to)) ?? null
    const lines = view.limits.flatMap((limit) => limitLines(limit.condition))
    const range = nextValueRange(this.fitted, extent, this.settings.range, lines)
    if (extent !== null) this.fitted = range
    view.range = range
  }

  private replayPointer(): void {
    const { chart, pointer, view } = this
    if (view.inspected !== null && view.inspected.time < view.from) this.inspect(null)
    if (pointer === null || chart === null || view.series === null) return
    const moment = chart.scales['x']?.getValueForPixel(pointer)
    if (moment !== undefined) this.inspect(this.nearest(moment))
  }

  private nearest(moment: number): Sample | null {
    const { series, from, to } = this.view
    if (series === null) return null
    const after = series.indexAtOrAfter(moment)
    const nearer = moment - series.time(after - 1) < series.time(after) - moment || after === series.end
    const sample = this.sampleAt(nearer && after > series.first ? after - 1 : after)
    return sample !== null && sample.time >= from && sample.time <= to ? sample : null
  }

  private sampleAt(index: number): Sample | null {
    const { series } = this.view
    if (series === null || index < series.first || index >= series.end) return null
    return { time: series.time(index), value: series.value(index), provenance: series.provenance(index) }
  }

  private inspect(sample: Sample | null): void {
    const shown = this.view.inspected
    if (shown?.time === sample?.time && shown?.value === sample?.value) return
    this.view.inspected = sample
    this.events.inspected(sample)
  }

  private countDrawn(): number {
    const { series, from, to } = this.view
    if (series === null) return 0
    const end = series.indexAfter(to)
    // After a step back of the backend's clock there are fewer than were drawn.
    const start = Math.max(Math.min(this.drawnTo, end), series.indexAtOrAfter(from))
    this.drawnTo = end
    return Math.max(0, end - start)
  }
}
