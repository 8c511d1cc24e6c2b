// Makes sensors and batches as the engine hands them over, and reads back what was kept.
import type { Batch, BatchPart } from '../../../src/domain/batch'
import type { ReadingCounts } from '../../../src/domain/reading-counts'
import { RecordedSensor } from '../../../src/domain/recorded-sensor'
import type { Series } from '../../../src/domain/series'
import { Timeline, type TimelineOptions } from '../../../src/domain/timeline'
import type { Provenance, Reporting, Sensor } from '../../../src/domain/updates'

/** 2025-01-15 12:00 UTC; samples lie around it. */
export const NOON = Date.UTC(2025, 0, 15, 12)
export const SECOND = 1_000
export const HOUR = 3_600_000

/** Seconds after noon, as times. */
export function seconds(...all: number[]): number[] {
  return all.map((second) => NOON + second * SECOND)
}

/** From one second to another, both included. */
export function range(from: number, to: number, every = 1): number[] {
  return Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, i) => from + i * every)
}

export function described(id: string, more: Partial<Sensor> = {}): Sensor {
  return { id, name: id, unit: '', group: '', reporting: 'periodic', range: null, ...more }
}

export class Recording {
  readonly sensor: RecordedSensor
  /** Readings handed over. */
  delivered = 0

  constructor({
    reporting = 'periodic' as Reporting,
    capacity = 10_000,
    cadenceMs = SECOND,
    pollMs = 1_500,
  } = {}) {
    this.sensor = new RecordedSensor('plant', described('p1', { reporting }), capacity, { cadenceMs, pollMs })
  }

  /** Readings at these seconds after noon; the value is the second, unless told otherwise. They arrive at the last. */
  take(provenance: Provenance, at: readonly number[], value = (second: number) => second): this {
    this.delivered += at.length
    const arrival = NOON + (at.at(-1) ?? 0) * SECOND
    this.sensor.take(seconds(...at), at.map(value), provenance, arrival)
    return this
  }

  /** One after the other, each at the moment it arrives. */
  stream(provenance: Provenance, at: readonly number[], arrivesAt = (second: number) => second): this {
    for (const second of at) {
      this.delivered++
      this.sensor.take(seconds(second), [second], provenance, NOON + arrivesAt(second) * SECOND)
    }
    return this
  }

  get times(): number[] {
    return contents(this.sensor.series).map(({ second }) => second)
  }

  /** Pairs of seconds between which the line breaks. */
  get gaps(): [number, number][] {
    return contents(this.sensor.series).flatMap(({ second, gap }, i, all) =>
      gap ? [[all[i - 1]!.second, second] as [number, number]] : [],
    )
  }
}

export function contents(series: Series) {
  return Array.from({ length: series.size }, (_, i) => ({
    second: (series.time(series.first + i) - NOON) / SECOND,
    value: series.value(series.first + i),
    provenance: series.provenance(series.first + i),
    gap: series.gapBefore(series.first + i),
  }))
}

/** All readings that the counts tell of. */
export function told({ stored, repeats, tooOld, setAside, invalid }: ReadingCounts): number {
  return stored + repeats + tooOld + setAside + invalid
}

export function timeline(more: Partial<TimelineOptions> = {}): Timeline {
  return new Timeline({
    samplesPerSensor: 1_000,
    totalBytes: 256 * 1_048_576,
    sensorsPerSource: 100,
    hints: () => ({ cadenceMs: SECOND, pollMs: 1_500 }),
    ...more,
  })
}

let number = 0

/** One part; `readings` are [sensor, second, value]. */
export function batch(
  part: Partial<Omit<BatchPart, 'readings'>> & { readings?: [string, number, number][] } = {},
): Batch {
  const { readings = [], ...more } = part
  const sensors = [...new Set(readings.map(([sensor]) => sensor))]
  const columns = {
    sensors,
    sensorOf: Uint32Array.from(readings, ([sensor]) => sensors.indexOf(sensor)),
    times: Float64Array.from(readings, ([, second]) => NOON + second * SECOND),
    values: Float64Array.from(readings, ([, , value]) => value),
  }
  return {
    number: ++number,
    receivedAt: NOON,
    parts: [
      {
        source: 'plant',
        link: 'datapoints',
        provenance: 'live',
        readings: readings.length > 0 ? columns : null,
        records: [],
        arrivedAt: NOON,
        ...more,
      },
    ],
  }
}
