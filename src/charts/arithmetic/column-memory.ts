// What whole columns of a line hold, kept from one draw to the next: while a window slides, all but the newest of them
// stay the same, and need not be looked for among the samples again.

import type { Series } from '../../domain/series'

const LEAST_ROOM = 256

export class ColumnMemory {
  /** Of the column that was last recalled: the index after its samples, its least and its greatest value. */
  to = 0
  min = 0
  max = 0
  private series: Series | null = null
  private rearranged = -1
  private columnMs = NaN
  /** Columns in rows that begin again at the end: which one is there, and what it holds. */
  private columns = new Float64Array(0)
  private ends = new Float64Array(0)
  private least = new Float64Array(0)
  private greatest = new Float64Array(0)

  /** Forgets all that is not of these samples, as they are now, in columns of this width; makes room for so many. */
  open(series: Series, columnMs: number, count: number): void {
    const isSame =
      series === this.series && series.rearranged === this.rearranged && columnMs === this.columnMs
    const wanted = count + 2 > this.columns.length ? roomFor(count + 2) : this.columns.length
    if (isSame && wanted === this.columns.length) return
    this.series = series
    this.rearranged = series.rearranged
    this.columnMs = columnMs
    if (wanted !== this.columns.length) {
      this.columns = new Float64Array(wanted)
      this.ends = new Float64Array(wanted)
      this.least = new Float64Array(wanted)
      this.greatest = new Float64Array(wanted)
    }
    this.columns.fill(NaN)
  }

  keep(column: number, to: number, min: number, max: number): void {
    const place = this.placeOf(column)
    this.columns[place] = column
    this.ends[place] = to
    this.least[place] = min
    this.greatest[place] = max
  }

  recall(column: number): boolean {
    const place = this.placeOf(column)
    if (this.columns[place] !== column) return false
    this.to = this.ends[place] ?? 0
    this.min = this.least[place] ?? NaN
    this.max = this.greatest[place] ?? NaN
    return true
  }

  private placeOf(column: number): number {
    const { length } = this.columns
    return ((column % length) + length) % length
  }
}

function roomFor(count: number): number {
  return Math.max(LEAST_ROOM, 2 ** Math.ceil(Math.log2(count)))
}
