// Order statistics of a few rounds.

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** @param share 0 to 1; between two values by interpolation. Of no values: NaN. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? NaN
  const above = sorted[Math.ceil(place)] ?? NaN
  return below + (above - below) * (place - Math.floor(place))
}
