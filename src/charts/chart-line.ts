// One line of a chart: its samples, the part of them that is in the window, and what is judged of them. Found out
// once a draw by `look`, so that no layer searches the history again.

import type { Sample, TimeRange } from '../domain/samples'
import { meets } from '../domain/limits'
import type { Series } from '../domain/series'
import type { EpochMs, LimitCondition, Severity } from '../domain/updates'

export interface ChartLimit {
  /** Short and ready-made: "crit > 80 °C". */
  label: string
  severity: Severity
  condition: LimitCondition
}

const NO_GAPS: readonly TimeRange[] = []

export class ChartLine {
  /** The name of what it measures. */
  label = ''
  series: Series | null = null
  /** Without a sample for longer, the time since the last one is a gap (rule T3), in milliseconds. */
  staleAfterMs = Infinity
  /** A value that is told when it changes holds until then; `null` for sensors that report at a cadence. */
  heldUntil: EpochMs | null = null
  limits: readonly ChartLimit[] = []
  /** Its sample under inspection. */
  inspected: Sample | null = null
  /** The line as last traced, where parts of it are drawn again; otherwise `null`. */
  path: Path2D | null = null

  /** Absolute indexes of the samples in the window, the last not included. */
  first = 0
  end = 0
  /** Least and greatest value in the window; `min` > `max` without samples there. */
  min = Infinity
  max = -Infinity
  /** The same of all that is drawn: one sample beyond each edge comes with it. */
  drawnMin = Infinity
  drawnMax = -Infinity
  /** Whether samples are missing between two that are drawn. */
  hasGaps = false
  /** The gap from the last that is known to now; `null` while it is no older than stale. */
  openGap: TimeRange | null = null
  /** The window. */
  private from = 0
  private to = 0
  private foundGaps: readonly TimeRange[] | null = null
  private drawnTo = 0

  /** @param key tells its sensor from all others; names do not */
  constructor(readonly key: string) {}

  /** Another instance takes the place of the series, as after a merge; what was drawn stays counted. */
  show(series: Series | null): void {
    this.series = series
    this.path = null
  }

  get isEmpty(): boolean {
    return this.series === null || this.series.size === 0
  }

  /** Epoch milliseconds of the oldest sample; `NaN` without any. */
  get begins(): EpochMs {
    return this.series === null ? NaN : this.series.time(this.series.first)
  }

  /** Epoch milliseconds of the newest sample; `NaN` without any. */
  get newest(): EpochMs {
    return this.series === null ? NaN : this.series.time(this.series.end - 1)
  }

  /** Finds what is in a window. */
  look(from: EpochMs, to: EpochMs, now: EpochMs): void {
    const { series } = this
    this.min = this.drawnMin = Infinity
    this.max = this.drawnMax = -Infinity
    this.first = this.end = 0
    this.hasGaps = false
    this.openGap = null
    this.foundGaps = null
    this.from = from
    this.to = to
    if (series === null) return
    this.first = series.indexAtOrAfter(from)
    this.end = series.indexAfter(to)
    const extent = series.extent(this.first, this.end)
    if (extent !== null) {
      this.min = extent.min
      this.max = extent.max
    }
    const [before, after] = [series.value(this.first - 1), series.value(this.end)]
    // Where there is none it is no number, and changes nothing.
    this.drawnMin = least(this.min, least(before, after))
    this.drawnMax = -least(-this.max, least(-before, -after))
    if (this.isHeldInto(from)) {
      this.min = least(this.min, before)
      this.max = -least(-this.max, -before)
    }
    this.hasGaps = series.nextGap(this.first, this.end + 1) < Math.min(this.end + 1, series.end)
    if (series.size === 0) return
    const last = Math.max(this.newest, this.heldUntil ?? -Infinity)
    if (now - last > this.staleAfterMs) this.openGap = { from: last, to: now }
  }

  /** What is missing of it in the window, the open gap last. */
  get gaps(): readonly TimeRange[] {
    this.foundGaps ??= this.findGaps()
    return this.foundGaps
  }

  private findGaps(): readonly TimeRange[] {
    const { series, hasGaps, openGap } = this
    const between = series !== null && hasGaps ? series.gaps(this.from, this.to) : NO_GAPS
    return openGap === null ? between : [...between, openGap]
  }

  /** Whether a value that was told before the window holds in it. */
  private isHeldInto(from: EpochMs): boolean {
    const { series, heldUntil, first } = this
    if (series === null || heldUntil === null || first <= series.first) return false
    return first < series.end ? !series.gapBefore(first) : heldUntil > from
  }

  /** Whether the newest sample is beyond a limit. */
  isBeyond(condition: LimitCondition): boolean {
    const { series } = this
    return series !== null && series.size > 0 && meets(series.value(series.end - 1), condition)
  }

  /** The sample nearest to a moment, of those in the window. */
  nearest(moment: EpochMs): Sample | null {
    const { series, first, end } = this
    if (series === null || first >= end) return null
    const after = Math.min(end, Math.max(first, series.indexAtOrAfter(moment)))
    if (after === first) return this.sampleAt(first)
    const isNearer = after === end || moment - series.time(after - 1) < series.time(after) - moment
    return this.sampleAt(isNearer ? after - 1 : after)
  }

  /** What it says of a moment: the value that held then, or a sample close by; `null` where it says nothing. */
  at(moment: EpochMs): Sample | null {
    const { series } = this
    if (series === null) return null
    if (this.heldUntil !== null) {
      const isKnown = moment <= Math.max(this.heldUntil, this.newest)
      return isKnown ? this.sampleAt(series.indexAfter(moment) - 1) : null
    }
    const sample = this.nearest(moment)
    return sample !== null && Math.abs(sample.time - moment) <= this.staleAfterMs ? sample : null
  }

  sampleAt(index: number): Sample | null {
    const { series } = this
    if (series === null || index < series.first || index >= series.end) return null
    return { time: series.time(index), value: series.value(index), provenance: series.provenance(index) }
  }

  /** The samples in the window that were not drawn before. */
  countDrawn(): number {
    // After a step back of the backend's clock there are fewer than were drawn.
    const start = Math.max(Math.min(this.drawnTo, this.end), this.first)
    this.drawnTo = this.end
    return Math.max(0, this.end - start)
  }
}

function least(a: number, b: number): number {
  return a < b || Number.isNaN(b) ? a : b
}
