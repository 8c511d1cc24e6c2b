// The bounded history of one sensor: a ring of samples in time order, with gaps and provenance.
// Plain typed arrays outside of any reactivity; whoever appends tells the page by a revision of its own.

import { Pyramid, type Summary } from './pyramid'
import { assertCapacity, Ring } from './ring'
import type { TimeRange } from './samples'
import { PROVENANCES, type EpochMs, type Provenance } from './updates'

/**
 * What became of a sample. `repeat`: time and value are already there; `too-old`: further back than
 * is put in order here, so merge it; `invalid`: time or value is no finite number. The last three are not stored.
 */
export type AppendOutcome = 'appended' | 'inserted' | 'repeat' | 'too-old' | 'invalid'

/**
 * Whether the time between two neighbours is a gap (rule T3): longer than stale for the cadence at which
 * the later one's provenance reports. `earlier` is there for rules that look at a change of mode.
 */
export type GapRule = (intervalMs: number, later: Provenance, earlier: Provenance) => boolean

export interface Extent {
  min: number
  max: number
}

export interface Statistics extends Extent {
  count: number
  mean: number
  last: { time: EpochMs; value: number }
}

export interface Stretch extends TimeRange {
  provenance: Provenance
}

/** A late sample is put in order when at most so many newer ones are there. */
export const REORDER_DEPTH = 64

/** Each sample's kind: one bit for its provenance, and this one when a gap lies before it. */
const GAP = 1 << PROVENANCES.length
const ALL_KINDS = (GAP << 1) - 1
const NO_GAPS: GapRule = () => false

export class Series {
  /** Positions in the ring count from 0 in each instance; absolute indexes are `base` higher. */
  private readonly ring: Ring
  private readonly pyramid: Pyramid
  /** Used for all questions: charts ask hundreds at each draw. */
  private readonly summed: Summary = { min: Infinity, max: -Infinity, sum: 0 }
  /** Changes whenever samples changed other than by one after the newest; whoever remembers them forgets. */
  rearranged = 0

  /**
   * @param capacity samples kept at most, 1 to 10,000,000; room is taken as samples come
   * @param isGap decides for each new pair of neighbours
   * @param base the absolute index of the first sample, where this series continues another
   */
  constructor(
    readonly capacity: number,
    readonly isGap: GapRule = NO_GAPS,
    private readonly base = 0,
  ) {
    assertCapacity(capacity)
    this.ring = new Ring(capacity)
    this.pyramid = new Pyramid(capacity)
  }

  get size(): number {
    return this.ring.size
  }

  /** Absolute index of the oldest kept sample; it grows as the ring wraps. */
  get first(): number {
    return this.base + this.ring.head
  }

  /** Absolute index after the newest sample. */
  get end(): number {
    return this.base + this.ring.tail
  }

  get byteLength(): number {
    return this.ring.byteLength + this.pyramid.byteLength
  }

  /** Epoch milliseconds of the sample at an absolute index; `NaN` where there is none, so for values. */
  time(index: number): EpochMs {
    return this.ring.timeAt(index - this.base)
  }

  value(index: number): number {
    return this.ring.valueAt(index - this.base)
  }

  provenance(index: number): Provenance {
    return provenanceOf(this.ring.kindAt(index - this.base))
  }

  /** Whether a gap lies between this sample and the one before; never before the oldest kept one. */
  gapBefore(index: number): boolean {
    return index > this.first && (this.ring.kindAt(index - this.base) & GAP) !== 0
  }

  /** @param gapBefore for a sample whose gap was decided before; otherwise the rule decides */
  append(time: EpochMs, value: number, provenance: Provenance, gapBefore?: boolean): AppendOutcome {
    if (!Number.isFinite(time) || !Number.isFinite(value)) return 'invalid'
    const { ring } = this
    const position = ring.upperBound(time)
    if (ring.has(time, value, position)) return 'repeat'
    const olderThanAll = ring.full && position === ring.head
    if (position < ring.tail - REORDER_DEPTH || olderThanAll) return 'too-old'

    this.pyramid.reserve(ring.reserve())
    const appended = position === ring.tail
    ring.insert(position, time, value, 1 << PROVENANCES.indexOf(provenance))
    this.decideGap(position, gapBefore)
    if (appended) {
      this.pyramid.append(position, value, ring.kindAt(position))
      return 'appended'
    }
    this.decideGap(position + 1)
    this.repair(position)
    return 'inserted'
  }

  /** Drops the samples at or after `time` (a backend's clock stepped back) and returns how many. */
  truncateAfter(time: EpochMs): number {
    const { ring } = this
    const kept = ring.lowerBound(time)
    const dropped = ring.tail - kept
    ring.cut(kept)
    this.repair(kept)
    return dropped
  }

  /** Whether just this sample is there. */
  holds(time: EpochMs, value: number): boolean {
    return this.ring.has(time, value, this.ring.upperBound(time))
  }

  /** Absolute index of the first sample at or after `time`; `end` when there is none. */
  indexAtOrAfter(time: EpochMs): number {
    return this.base + this.ring.lowerBound(time)
  }

  /** Absolute index of the first sample after `time`; `end` when there is none. */
  indexAfter(time: EpochMs): number {
    return this.base + this.ring.upperBound(time)
  }

  /** Absolute index of the first sample in a range of indexes with a gap before it; `to` when there is none. */
  nextGap(from: number, to: number): number {
    const after = Math.max(from, this.first + 1) - this.base
    return this.base + this.firstOfKind(GAP, after, Math.min(to, this.end) - this.base)
  }

  /** Least and greatest value in a range of absolute indexes, `to` not included. */
  extent(from: number, to: number): Extent | null {
    const summary = this.summary(from, to)
    return summary.max < summary.min ? null : { min: summary.min, max: summary.max }
  }

  /** About the samples from `fromTime` to `toTime`, both included. */
  statistics(fromTime: EpochMs, toTime: EpochMs): Statistics | null {
    const from = this.indexAtOrAfter(fromTime)
    const to = this.indexAfter(toTime)
    const count = to - from
    if (!(count > 0)) return null
    const { min, max, sum } = this.summary(from, to)
    const mean = Number.isFinite(sum) ? sum / count : this.meanWithoutOverflow(from, to)
    return { count, min, max, mean, last: { time: this.time(to - 1), value: this.value(to - 1) } }
  }

  /** The gaps that touch a window, each from the sample before it to the one after it. */
  gaps(fromTime: EpochMs, toTime: EpochMs): TimeRange[] {
    const found: TimeRange[] = []
    const end = Math.min(this.end, this.indexAfter(toTime) + 1)
    let index = this.nextGap(this.indexAtOrAfter(fromTime), end)
    while (index < end) {
      found.push({ from: this.time(index - 1), to: this.time(index) })
      index = this.nextGap(index + 1, end)
    }
    return found
  }

  /**
   * Runs of one provenance in a window, cut to it and broken at gaps. A sample speaks for the time since
   * the one before it, so stretches and gaps leave no moment between two samples out.
   */
  stretches(fromTime: EpochMs, toTime: EpochMs): Stretch[] {
    const found: Stretch[] = []
    const end = Math.min(this.end, this.indexAfter(toTime) + 1)
    let index = this.indexAtOrAfter(fromTime)
    while (index < end) {
      const kind = this.ring.kindAt(index - this.base)
      const next =
        this.base + this.firstOfKind(ALL_KINDS & ~(kind & ~GAP), index + 1 - this.base, end - this.base)
      const start = index > this.first && !this.gapBefore(index) ? this.time(index - 1) : this.time(index)
      const from = Math.max(fromTime, start)
      const to = Math.min(toTime, this.time(next - 1))
      if (from <= to) found.push({ from, to, provenance: this.provenance(index) })
      index = next
    }
    return found
  }

  private summary(from: number, to: number): Summary {
    const first = Math.max(from, this.first) - this.base
    const end = Math.min(to, this.end) - this.base
    return this.pyramid.summarize(first, end, this.ring, this.summed)
  }

  private meanWithoutOverflow(from: number, to: number): number {
    let mean = 0
    for (let index = from; index < to; index++) mean += this.value(index) / (to - from)
    return mean
  }

  private firstOfKind(kinds: number, from: number, end: number): number {
    let position = from
    while (position < end) {
      const block = this.pyramid.blockWithout(kinds, position, end)
      if (block === 0 && (this.ring.kindAt(position) & kinds) !== 0) return position
      position += Math.max(block, 1)
    }
    return end
  }

  private decideGap(position: number, decided?: boolean): void {
    const { ring } = this
    if (position <= ring.head) return
    const kind = ring.kindAt(position) & ~GAP
    const interval = ring.timeAt(position) - ring.timeAt(position - 1)
    const gap = decided ?? this.isGap(interval, provenanceOf(kind), provenanceOf(ring.kindAt(position - 1)))
    ring.setKind(position, gap ? kind | GAP : kind)
  }

  private repair(changed: number): void {
    const { ring } = this
    this.rearranged++
    this.pyramid.repair(changed, ring.head, ring.tail, (position) => ({
      value: ring.valueAt(position),
      kind: ring.kindAt(position),
    }))
  }
}

function provenanceOf(kind: number): Provenance {
  return PROVENANCES[31 - Math.clz32(kind & ~GAP)] ?? 'live'
}
