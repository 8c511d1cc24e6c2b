// Which samples are under inspection: those nearest to the pointer, or reached by keys. The first line with samples
// in the window leads; what the others say of its moment stands beside it.

import type { Sample } from '../domain/samples'
import type { Series } from '../domain/series'
import type { EpochMs } from '../domain/updates'
import type { ChartLine } from './chart-line'
import type { ChartView } from './chart-view'

export class Inspection {
  /** Where the pointer is, in CSS pixels of the canvas; the sample under it changes while the window slides. */
  private pointer: number | null = null

  /** What was told last. */
  private toldOf: Sample | null = null

  /** @param told hears of each other sample of the first line; `null`: it says nothing, or not any more */
  constructor(
    private readonly view: ChartView,
    private readonly told: (sample: Sample | null) => void,
  ) {}

  get isOn(): boolean {
    return this.view.inspected !== null
  }

  /** Inspects the sample nearest to a place on the canvas, in CSS pixels, from the next draw on. */
  pointAt(x: number): void {
    this.pointer = x
  }

  stop(): void {
    this.pointer = null
    this.inspect(null, null)
  }

  /** Inspects the next or previous sample, from the newest on. */
  step(by: number): void {
    const { inspected, lines, from, to, now } = this.view
    for (const line of lines) line.look(from, to, now)
    const lead = this.lead()
    const series = lead?.series
    if (!lead || !series) return
    this.pointer = null
    const newest = lead.end - 1
    const index = inspected === null ? newest : indexOf(series, inspected.time, by) + by
    this.inspect(lead, lead.sampleAt(Math.min(newest, Math.max(lead.first, index))))
  }

  /** Before each draw: what was under the pointer has slid on, or out of the window. */
  replay(momentAt: (pixel: number) => number): void {
    const { pointer, view } = this
    if (view.inspected !== null && view.inspected.time < view.from) this.inspect(null, null)
    if (pointer === null) return
    const lead = this.lead()
    this.inspect(lead, lead?.nearest(momentAt(pointer)) ?? null)
  }

  private lead(): ChartLine | null {
    return this.view.lines.find(({ first, end }) => first < end) ?? null
  }

  private inspect(lead: ChartLine | null, sample: Sample | null): void {
    const { view } = this
    view.inspected = sample
    for (const line of view.lines) {
      line.inspected = sample === null || line === lead ? sample : line.at(sample.time)
    }
    const ofFirst = view.lines[0]?.inspected ?? null
    const isSame = this.toldOf?.time === ofFirst?.time && this.toldOf?.value === ofFirst?.value
    this.toldOf = ofFirst
    if (!isSame) this.told(ofFirst)
  }
}

/** Of several samples of one moment the one from which a step leaves them. */
function indexOf(series: Series, time: EpochMs, by: number): number {
  return by > 0 ? series.indexAfter(time) - 1 : series.indexAtOrAfter(time)
}
