// The view of "Your own value" while a program counts up on it: what is lost, doubled or disordered shows in its table.
import { expect, type Page } from '@playwright/test'
import { OWN_VALUE, SOURCE, expectMode, openTable, sensorPath, tableRows, type TableRow } from './parts.ts'
import type { Telemetry } from './telemetry.ts'

interface Counted {
  /** 7 for 0.7. */
  count: number
  arrival: string
}

export async function openCounting(
  page: Page,
  url: string,
  telemetry: Telemetry,
  source: string = SOURCE,
): Promise<void> {
  telemetry.countUp()
  await page.goto(url + sensorPath(source, OWN_VALUE.id))
  await expectMode(page, 'websocket', `${source}/datapoints`)
  await openTable(page)
  await expectRows(page, 'live', 3)
}

export async function expectRows(page: Page, arrival: string, atLeast: number): Promise<void> {
  await expect
    .poll(async () => (await tableRows(page)).filter((row) => row.arrival === arrival).length)
    .toBeGreaterThanOrEqual(atLeast)
}

/** What was counted, the newest first, down to the first of this telemetry: tests before may have counted too. */
export async function countedIn(page: Page): Promise<Counted[]> {
  const counted = (await tableRows(page)).flatMap(asCounted)
  return counted.slice(0, counted.findIndex(({ count }) => count === 1) + 1)
}

/** All that was counted up to now is in the table once and in order; only between two polls may some be missing. */
export async function expectCountedOnce(page: Page, telemetry: Telemetry): Promise<void> {
  const newest = telemetry.counted()
  await expect.poll(async () => (await countedIn(page))[0]?.count).toBeGreaterThanOrEqual(newest)
  // History may still be on its way.
  await expect
    .poll(async () => {
      const rows = await countedIn(page)
      const throttled = await telemetry.throttled()
      return rows.filter((row, index) => isOutOfLine(row, rows[index + 1], throttled))
    })
    .toEqual([])
}

function isOutOfLine(row: Counted, older: Counted | undefined, throttled: ReadonlySet<number>): boolean {
  if (!older) return false
  if (older.count >= row.count) return true
  if (row.arrival === 'polled' && older.arrival === 'polled') return false
  for (let count = older.count + 1; count < row.count; count++) if (!throttled.has(count)) return true
  return false
}

function asCounted({ value, arrival }: TableRow): Counted[] {
  return value === null ? [] : [{ count: Math.round(value * 10), arrival }]
}
