// What every charting library measured here is asked to do, and with what.

/** Samples of several series at the same moments, oldest first. */
export interface Samples {
  /** Epoch milliseconds. */
  times: readonly number[]
  /** One array a series, each as long as `times`. */
  values: readonly (readonly number[])[]
}

export interface Shape {
  series: number
  /** Points of each series in the window; as many are there from the beginning. */
  points: number
  windowMs: number
  /** Time between two points. */
  stepMs: number
  /** The time that the window ends at, in epoch milliseconds. */
  now: () => number
}

/** One mounted chart. */
export interface Chart {
  /** Takes new samples in, and drops as many of the oldest. */
  append(samples: Samples): void
  /** Shows what was taken in, within this frame or the next. */
  draw(): void
}

/**
 * Fills a host, whose size does not change, with a chart of 1-pixel lines with both axes and a grid. Reading the
 * data is not a part of the measured time, mounting neither.
 */
export type Mount = (host: HTMLElement, shape: Shape, history: Samples) => Chart

export interface Library {
  mount: Mount
  /** Draws of all charts so far, of a library that draws when it sees fit; others draw whenever they are told. */
  draws?: () => number
}

/** The colours of the page's tokens, one a series. */
export function lineColour(index: number): string {
  const names = ['--chart-line', '--crit', '--warn', '--chart-limit']
  const style = getComputedStyle(document.documentElement)
  return style.getPropertyValue(names[index % names.length] ?? '--chart-line')
}
