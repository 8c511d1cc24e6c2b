// What was measured: a bounded ring of samples for each sensor. The oldest give way.

/** Ten hours at one sample a second. */
const CAPACITY = 36_000
/** A time, a value, and the reference to an experiment. */
const SAMPLE_BYTES = 3 * 8

export interface Sample {
  /** Position in the sensor's whole history, from 0. */
  index: number
  time: number
  value: number
  experiment: string | null
}

class Ring {
  private readonly times = new Float64Array(CAPACITY)
  private readonly values = new Float64Array(CAPACITY)
  private readonly experiments = new Array<string | null>(CAPACITY)
  private count = 0
  /** Index of the oldest that was not dropped. */
  private first = 0

  append(time: number, value: number, experiment: string | null): void {
    const slot = this.count++ % CAPACITY
    this.times[slot] = time
    this.values[slot] = value
    this.experiments[slot] = experiment
  }

  at(index: number): Sample | undefined {
    if (index < 0 || index >= this.count || index < this.count - this.size) return undefined
    const slot = index % CAPACITY
    return {
      index,
      time: this.times[slot] ?? 0,
      value: this.values[slot] ?? 0,
      experiment: this.experiments[slot] ?? null,
    }
  }

  get size(): number {
    return Math.min(this.count - this.first, CAPACITY)
  }

  last(): Sample | undefined {
    return this.at(this.count - 1)
  }

  /** Drops the samples before `time`; answers how many. */
  forget(time: number): number {
    const before = this.size
    this.first = this.count - before
    while ((this.at(this.first)?.time ?? time) < time) this.first++
    return before - this.size
  }

  /** Samples at or after `time`, oldest first. */
  since(time: number): Sample[] {
    const samples: Sample[] = []
    for (let index = this.count - 1; ; index--) {
      const sample = this.at(index)
      if (!sample || sample.time < time) return samples.reverse()
      samples.push(sample)
    }
  }
}

export class SampleStore {
  private readonly rings = new Map<string, Ring>()

  append(sensor: string, time: number, value: number, experiment: string | null): void {
    let ring = this.rings.get(sensor)
    if (!ring) this.rings.set(sensor, (ring = new Ring()))
    ring.append(time, value, experiment)
  }

  /** How many samples it keeps, and the bytes that these take. */
  kept(): { readings: number; bytes: number } {
    const readings = [...this.rings.values()].reduce((total, ring) => total + ring.size, 0)
    return { readings, bytes: readings * SAMPLE_BYTES }
  }

  /** How many samples of this sensor it keeps. */
  count(sensor: string): number {
    return this.rings.get(sensor)?.size ?? 0
  }

  latest(): { sensor: string; sample: Sample }[] {
    return [...this.rings].flatMap(([sensor, ring]) => {
      const sample = ring.last()
      return sample ? [{ sensor, sample }] : []
    })
  }

  since(sensor: string, time: number): Sample[] {
    return this.rings.get(sensor)?.since(time) ?? []
  }

  /** Drops the samples of this sensor before `time`; answers how many. */
  forget(sensor: string, time: number): number {
    return this.rings.get(sensor)?.forget(time) ?? 0
  }
}
