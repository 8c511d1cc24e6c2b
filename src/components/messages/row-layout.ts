// Where each row of a long list stands: heights as measured, guessed until then. Plain arithmetic, it touches no page.

export interface RowRange {
  from: number
  /** After the last one. */
  to: number
}

export class RowLayout {
  /** Upper edges; the last one is the lower edge of the list. */
  readonly #edges: Float64Array

  /** @param heights of all rows, in order, in CSS pixels */
  constructor(heights: readonly number[]) {
    this.#edges = new Float64Array(heights.length + 1)
    heights.forEach((height, index) => {
      this.#edges[index + 1] = this.edge(index) + height
    })
  }

  get total(): number {
    return this.edge(this.#edges.length - 1)
  }

  /** The upper edge of a row; that after the last row is the lower edge of the list. */
  edge(index: number): number {
    return this.#edges[index] ?? 0
  }

  /** The row at a place: the first one above the list, the last one below it. */
  rowAt(place: number): number {
    let [low, high] = [0, Math.max(this.#edges.length - 2, 0)]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.edge(middle) <= place) low = middle
      else high = middle - 1
    }
    return low
  }

  /** The rows that are to be seen between two places. */
  between(top: number, bottom: number): RowRange {
    if (this.#edges.length === 1) return { from: 0, to: 0 }
    return { from: this.rowAt(top), to: this.rowAt(bottom) + 1 }
  }
}
