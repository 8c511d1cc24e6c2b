// What the sensors measure: a slow wave with noise, the same in each run and for each library.
import type { Samples } from './subject.ts'

/** The sample with this index of this series, within about ±12. */
export function valueAt(index: number, series: number): number {
  return 10 * Math.sin(index / 97 + series) + (scattered(index * 4 + series) - 0.5) * 4
}

/** 0 to 1, without any order. */
function scattered(seed: number): number {
  const mixed = Math.imul(seed ^ (seed >>> 15) ^ 0x9e3779b9, 0x85ebca6b)
  const again = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return ((again ^ (again >>> 16)) >>> 0) / 2 ** 32
}

/** Samples `from` to `to`, which is not included, `stepMs` apart; the one with index 0 was at `startMs`. */
export function samplesOf(
  from: number,
  to: number,
  series: number,
  { startMs, stepMs }: { startMs: number; stepMs: number },
): Samples {
  const indexes = Array.from({ length: to - from }, (_, i) => from + i)
  return {
    times: indexes.map((index) => startMs + index * stepMs),
    values: Array.from({ length: series }, (_, number) => indexes.map((index) => valueAt(index, number))),
  }
}
