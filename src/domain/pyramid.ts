// Minimum, maximum, sum and kinds of whole blocks of samples, kept up as samples come, so that any
// range is summed up without a scan. It works on positions that only grow and reuses the room of
// blocks that fell out of the ring; a block that lost samples must not be asked for.

const BLOCK_SIZES = [256, 16] as const
const LEAST_BLOCK = 16

class Level {
  private minimum = new Float64Array(0)
  private maximum = new Float64Array(0)
  private sum = new Float64Array(0)
  private kinds = new Uint8Array(0)
  /** One block more than fits, because the oldest and the newest are rarely whole. */
  private readonly blocks: number

  constructor(
    readonly size: number,
    capacity: number,
  ) {
    this.blocks = Math.ceil(capacity / size) + 1
  }

  get byteLength(): number {
    return this.minimum.byteLength * 3 + this.kinds.byteLength
  }

  reserve(samples: number): void {
    const blocks = Math.min(this.blocks, Math.ceil(samples / this.size) + 1)
    if (blocks === this.kinds.length) return
    this.minimum = grown(this.minimum, blocks)
    this.maximum = grown(this.maximum, blocks)
    this.sum = grown(this.sum, blocks)
    const kinds = new Uint8Array(blocks)
    kinds.set(this.kinds)
    this.kinds = kinds
  }

  add(position: number, value: number, kind: number, startsBlock: boolean): void {
    const block = this.slot(position)
    if (startsBlock) {
      this.minimum[block] = value
      this.maximum[block] = value
      this.sum[block] = value
      this.kinds[block] = kind
      return
    }
    if (value < (this.minimum[block] ?? NaN)) this.minimum[block] = value
    if (value > (this.maximum[block] ?? NaN)) this.maximum[block] = value
    this.sum[block] = (this.sum[block] ?? 0) + value
    this.kinds[block] = (this.kinds[block] ?? 0) | kind
  }

  /** Adds the block that starts at `position` to what was summed up so far. */
  addTo(summary: Summary, position: number): void {
    const block = this.slot(position)
    const minimum = this.minimum[block] ?? NaN
    const maximum = this.maximum[block] ?? NaN
    if (minimum < summary.min) summary.min = minimum
    if (maximum > summary.max) summary.max = maximum
    summary.sum += this.sum[block] ?? 0
  }

  kindsOf(position: number): number {
    return this.kinds[this.slot(position)] ?? 0
  }

  private slot(position: number): number {
    return Math.floor(position / this.size) % this.blocks
  }
}

function grown(array: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(length)
  larger.set(array)
  return larger
}

/** What a range of samples amounts to. An empty one has `min` ∞ and `max` −∞. */
export interface Summary {
  min: number
  max: number
  sum: number
}

/** Where single values are. */
export interface Values {
  /** Adds those from one position to another, the last not included, to what was summed up so far. */
  addTo(summary: Summary, from: number, to: number): void
}

export class Pyramid {
  private readonly levels: readonly Level[]

  constructor(capacity: number) {
    this.levels = BLOCK_SIZES.map((size) => new Level(size, capacity))
  }

  get byteLength(): number {
    return this.levels.reduce((bytes, level) => bytes + level.byteLength, 0)
  }

  /** Makes room for positions below `samples`, as long as none has fallen out of the ring yet. */
  reserve(samples: number): void {
    for (const level of this.levels) level.reserve(samples)
  }

  /** Takes in the sample after the newest. `kind` is a set of bits of the caller's own meaning. */
  append(position: number, value: number, kind: number): void {
    for (const level of this.levels) level.add(position, value, kind, position % level.size === 0)
  }

  /** Builds the blocks anew that hold samples from `changed` on; `read` hands over each of them. */
  repair(
    changed: number,
    first: number,
    end: number,
    read: (position: number) => { value: number; kind: number },
  ): void {
    for (const level of this.levels) {
      const start = Math.max(first, Math.floor(changed / level.size) * level.size)
      for (let position = start; position < end; position++) {
        const { value, kind } = read(position)
        level.add(position, value, kind, position % level.size === 0)
      }
    }
  }

  /** Sums up a range, `to` not included, into `summary`; single samples at its ends are added by `samples`. */
  summarize(from: number, to: number, samples: Values, summary: Summary): Summary {
    summary.min = Infinity
    summary.max = -Infinity
    summary.sum = 0
    let position = from
    while (position < to) {
      const block = this.blockFrom(position, to)
      if (block === null) {
        const next = Math.min(to, (Math.floor(position / LEAST_BLOCK) + 1) * LEAST_BLOCK)
        samples.addTo(summary, position, next)
        position = next
      } else {
        block.addTo(summary, position)
        position += block.size
      }
    }
    return summary
  }

  /** The level with the largest block that starts at `from` and ends by `to`. */
  private blockFrom(from: number, to: number): Level | null {
    if (from % LEAST_BLOCK !== 0) return null
    for (const level of this.levels) if (from % level.size === 0 && from + level.size <= to) return level
    return null
  }

  /** The size of the largest block that starts at `from`, ends by `to`, and holds none of `kinds`; 0: none. */
  blockWithout(kinds: number, from: number, to: number): number {
    for (const level of this.levels) {
      const whole = from % level.size === 0 && from + level.size <= to
      if (whole && (level.kindsOf(from) & kinds) === 0) return level.size
    }
    return 0
  }
}
