// The columns of a series: time, value and kind of each sample in typed arrays that wrap at the capacity.
// It knows positions that only grow and searches by time; what kinds mean is the series' business.

import type { Summary } from './pyramid'
import { StandingClock } from './standing-clock'
import type { EpochMs } from './updates'

const INITIAL_ROOM = 64
/** Rings of sensors that report together would all grow at once, and hold the page up: their first rooms differ (P1). */
const STAGGER = 29
let made = 0
/** So many samples of one time are looked at one by one. */
const MOST_COMPARED = 64
const MOST_CAPACITY = 10_000_000

/**
 * Throws a RangeError unless so many samples can be kept.
 * @param option the option that asks for it, for whoever set it
 */
export function assertCapacity(capacity: number, option?: string): void {
  if (Number.isInteger(capacity) && capacity >= 1 && capacity <= MOST_CAPACITY) return
  throw new RangeError(
    `${option === undefined ? '' : `${option}: `}A series keeps 1 to ${String(MOST_CAPACITY)} samples, as a whole number; got ${String(capacity)}.`,
  )
}

export class Ring {
  /** Position of the oldest sample, and the one after the newest. */
  head = 0
  tail = 0
  private readonly firstRoom = INITIAL_ROOM + ((STAGGER * made++) % INITIAL_ROOM)
  /** The position in the first slot when the oldest sample was written. */
  private lap = 0
  private times = new Float64Array(0)
  private values = new Float64Array(0)
  private kinds = new Uint8Array(0)
  private readonly standing = new StandingClock()

  constructor(private readonly capacity: number) {}

  get size(): number {
    return this.tail - this.head
  }

  get full(): boolean {
    return this.size === this.capacity
  }

  get byteLength(): number {
    return this.times.byteLength + this.values.byteLength + this.kinds.byteLength
  }

  timeAt(position: number): EpochMs {
    return this.holds(position) ? (this.times[this.slotOf(position)] ?? NaN) : NaN
  }

  valueAt(position: number): number {
    return this.holds(position) ? (this.values[this.slotOf(position)] ?? NaN) : NaN
  }

  /** Adds the values from one position to another, the last not included; all of them are there. */
  addTo(summary: Summary, from: number, to: number): void {
    const { values, capacity } = this
    let { min, max, sum } = summary
    let slot = this.slotOf(from)
    for (let position = from; position < to; position++) {
      const value = values[slot] ?? NaN
      if (value < min) min = value
      if (value > max) max = value
      sum += value
      if (++slot === capacity) slot = 0
    }
    summary.min = min
    summary.max = max
    summary.sum = sum
  }

  kindAt(position: number): number {
    return this.holds(position) ? (this.kinds[this.slotOf(position)] ?? 0) : 0
  }

  setKind(position: number, kind: number): void {
    this.kinds[this.slotOf(position)] = kind
  }

  /** Opens a place at `position`, in the room of the oldest sample when full, and fills it. */
  insert(position: number, time: EpochMs, value: number, kind: number): void {
    if (this.full) {
      this.standing.drop(this.timeAt(this.head), this.valueAt(this.head))
      this.head++
      if (this.head - this.lap === this.capacity) this.lap = this.head
    }
    for (let i = this.tail; i > position; i--) {
      this.write(i, this.timeAt(i - 1), this.valueAt(i - 1), this.kindAt(i - 1))
    }
    this.tail++
    this.write(position, time, value, kind)
    this.standing.add(time, value)
  }

  /** Drops the samples from `position` on. */
  cut(position: number): void {
    this.tail = position
    this.standing.begin(NaN)
  }

  /** Whether just this sample is there; `after` is the first position after its time. */
  has(time: EpochMs, value: number, after: number): boolean {
    if (this.standing.knows(time)) return this.standing.has(value)
    for (let i = after - 1; i >= this.head && this.timeAt(i) === time; i--) {
      if (this.valueAt(i) === value) return true
      if (after - i > MOST_COMPARED && after === this.tail) return this.rememberNewest(time).has(value)
    }
    return false
  }

  /** The first position at or after `time`. */
  lowerBound(time: EpochMs): number {
    let low = this.head
    let high = this.tail
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.timeAt(middle) < time) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The first position after `time`. */
  upperBound(time: EpochMs): number {
    if (this.size === 0 || this.timeAt(this.tail - 1) <= time) return this.tail
    let low = this.head
    let high = this.tail - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.timeAt(middle) <= time) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Makes room for one more sample and returns the room there is. */
  reserve(): number {
    const room = this.times.length
    // Once a sample fell out, all the room is taken already.
    if (this.tail < room || room === this.capacity) return room
    const larger = Math.min(this.capacity, Math.max(this.firstRoom, 2 * room))
    const [times, values, kinds] = [
      new Float64Array(larger),
      new Float64Array(larger),
      new Uint8Array(larger),
    ]
    times.set(this.times)
    values.set(this.values)
    kinds.set(this.kinds)
    this.times = times
    this.values = values
    this.kinds = kinds
    return larger
  }

  private rememberNewest(time: EpochMs): StandingClock {
    this.standing.begin(time)
    for (let i = this.tail - 1; this.timeAt(i) === time; i--) this.standing.add(time, this.valueAt(i))
    return this.standing
  }

  /** Where a position from the oldest to just after the newest is; a division would take longer than all else. */
  private slotOf(position: number): number {
    const slot = position - this.lap
    return slot < this.capacity ? slot : slot - this.capacity
  }

  private holds(position: number): boolean {
    return position >= this.head && position < this.tail
  }

  private write(position: number, time: EpochMs, value: number, kind: number): void {
    const slot = this.slotOf(position)
    this.times[slot] = time
    this.values[slot] = value
    this.kinds[slot] = kind
  }
}
