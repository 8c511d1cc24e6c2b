// Whether the view of a sensor shows all that was measured: as a row of its table, or lost in a gap that it marks (T3, T6).
import { expect, type Page } from '@playwright/test'
import { tableRows, type TableRow } from './parts.ts'
import type { Measured } from './plant.ts'

/** The table writes times to the second. */
const SECOND = 1_000

/**
 * All that was measured since the table's oldest row is a row, or lies where a gap is marked; only between two polls may
 * some be missing.
 */
export async function expectDrawnOrLost(page: Page, measured: () => Measured[]): Promise<void> {
  const until = measured().at(-1)?.time ?? Infinity
  await expect.poll(async () => (await tableRows(page))[0]?.time).toBeGreaterThanOrEqual(secondOf(until))
  // The newest may have come within the second of a row that is there already.
  await expect
    .poll(async () => {
      const rows = await tableRows(page)
      const oldest = rows.findLast(({ time }) => time !== null)?.time ?? Infinity
      const due = measured().filter(({ time }) => time >= oldest + SECOND && time <= until)
      return due.length > 0
        ? due.filter((one) => !isDrawn(one, rows) && !isLost(one, rows))
        : 'nothing is due'
    })
    .toEqual([])
}

function isDrawn({ time, value }: Measured, rows: readonly TableRow[]): boolean {
  return rows.some((row) => row.time === secondOf(time) && row.value === value)
}

/** Whether it lies between two rows that a gap, or the pause between two polls, parts. */
function isLost({ time }: Measured, rows: readonly TableRow[]): boolean {
  const newer = rows.findLastIndex((row) => row.time !== null && row.time >= secondOf(time))
  const older = rows.findIndex((row, index) => index > newer && row.time !== null)
  // In the second of a row before a gap, or of the row after it, nobody can tell on which side it lies.
  const around = rows.slice(Math.max(newer - 2, 0), older + 2)
  return around.some(({ time }) => time === null) || around.some(({ arrival }) => arrival === 'polled')
}

function secondOf(time: number): number {
  return Math.floor(time / SECOND) * SECOND
}
