// The columns of a series: time, value and kind of each sample in typed arrays that wrap at the capacity.
// It knows positions that only grow and searches by time; what kinds mean is the series' business.

import type { EpochMs } from './updates'

const INITIAL_ROOM = 64

export class Ring {
  /** Position of the oldest sample, and the one after the newest. */
  head = 0
  tail = 0
  private times = new Float64Array(0)
  private values = new Float64Array(0)
  private kinds = new Uint8Array(0)

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
    return this.holds(position) ? (this.times[position % this.capacity] ?? NaN) : NaN
  }

  valueAt(position: number): number {
    return this.holds(position) ? (this.values[position % this.capacity] ?? NaN) : NaN
  }

  kindAt(position: number): number {
    return this.holds(position) ? (this.kinds[position % this.capacity] ?? 0) : 0
  }

  setKind(position: number, kind: number): void {
    this.kinds[position % this.capacity] = kind
  }

  /** Opens a place at `position`, in the room of the oldest sample when full, and fills it. */
  insert(position: number, time: EpochMs, value: number, kind: number): void {
    if (this.full) this.head++
    for (let i = this.tail; i > position; i--) {
      this.write(i, this.timeAt(i - 1), this.valueAt(i - 1), this.kindAt(i - 1))
    }
    this.tail++
    this.write(position, time, value, kind)
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
    const larger = Math.min(this.capacity, Math.max(INITIAL_ROOM, 2 * room))
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

  private holds(position: number): boolean {
    return position >= this.head && position < this.tail
  }

  private write(position: number, time: EpochMs, value: number, kind: number): void {
    const slot = position % this.capacity
    this.times[slot] = time
    this.values[slot] = value
    this.kinds[slot] = kind
  }
}
