// Whole pixels of screens whose density is none: how long a canvas is, and by what a window slides.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canvasLength } from '../../../src/charts/arithmetic/canvas-size'
import { columnsInPixel, columnWidth, slidingWindow } from '../../../src/charts/arithmetic/sliding-window'

const NOON = Date.UTC(2026, 5, 1, 12)

describe('a window that slides', () => {
  it('ends with a whole column of the device at any density, also where the plot has a part of one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0.5, 0.8, 1, 1.1, 1.25, 4 / 3, 1.5, 1.75, 2, 2.625, 3),
        fc.integer({ min: 40, max: 2_000 }),
        fc.constantFrom(10_000, 60_000, 60_000.5, 3_600_000),
        fc.double({ min: 0, max: 1e7, noNaN: true }),
        (ratio, width, windowMs, later) => {
          const columns = width * ratio
          const columnMs = columnWidth(windowMs, columns)
          const { from, to } = slidingWindow(NOON + later, windowMs, columns, columnsInPixel(ratio))
          expect(Math.abs(to / columnMs - Math.round(to / columnMs))).toBeLessThan(1e-3)
          expect(to).toBeGreaterThan(NOON + later)
          expect(to - from).toBeCloseTo(windowMs, 2)
          // No oftener than each pixel of CSS, or each draw would be two.
          expect(Math.round((to - NOON - later) / columnMs)).toBeLessThanOrEqual(columnsInPixel(ratio))
        },
      ),
    )
  })

  it.each([
    [0.5, 1],
    [1, 1],
    [1.25, 1],
    [1.5, 2],
    [2, 2],
    [3, 3],
  ])('at a density of %s slides by %s columns', (ratio, columns) => {
    expect(columnsInPixel(ratio)).toBe(columns)
  })
})

describe('the side of a canvas', () => {
  it.each([
    [400.9, 1, 400],
    [401, 1.5, 400],
    [403, 1.25, 400],
    [400, 4 / 3, 399],
    [401, 2, 401],
    [0, 1.5, 0],
    [1, 1.5, 1],
    // Nine pixels further would be the next: too many to leave free.
    [309, 1.1, 309],
  ])('in a room of %s at a density of %s is %s', (room, ratio, length) => {
    expect(canvasLength(room, ratio)).toBe(length)
  })
})
