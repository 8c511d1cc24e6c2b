// What becomes of the demo's processes when the states of their Control Center are garbage, come twice, or carry the time
// of a wrong clock (protocols/control-center.md; rules T4, T6, V7, K2).
import { faultsOf } from './faults.ts'
import { expect, test } from './fixture.ts'
import {
  cardOf,
  countOf,
  expectMode,
  factOf,
  goTo,
  openConnections,
  PROCESSES,
  PROCESSES_LINK,
  recordAttribute,
  sourceOf,
} from './parts.ts'

test.describe.configure({ mode: 'parallel' })

/** A new value with each state. */
const METRIC = 'Queries'

const { lasting } = faultsOf('control-center')

test('T6, V7: garbage costs nothing but itself: it is counted and shown as text, and the states go on', async ({
  deck,
  page,
}) => {
  await openConnections(page, deck.url, PROCESSES_LINK)
  const section = sourceOf(page, PROCESSES)
  await deck.fault(lasting('garbage'))
  await expect.poll(() => countOf(section, 'Parts rejected')).toBeGreaterThan(3)
  await section.getByText(/^Last rejected/).click()
  await expect(section.locator('details li p').first()).toContainText(/expected .+, found .+/)
  await expectMode(page, 'websocket', PROCESSES_LINK)
  await goTo(page, 'Health')
  await expect(cardOf(page, 'Controller')).toHaveAttribute('data-freshness', 'live')
  await expect(cardOf(page, METRIC)).toHaveAttribute('data-freshness', 'live')
  await expect(page.locator('img[src="x"], main script')).toHaveCount(0)
  await deck.endFaults()
  await expect(cardOf(page, 'Backend')).toHaveAttribute('data-state', 'normal')
  await expect(page.getByRole('main')).not.toContainText('<img')
})

test('T4: states that come twice are drawn once, and the repeats are counted', async ({ deck, page }) => {
  await deck.fault(lasting('duplicate'))
  await page.goto(`${deck.url}/health`)
  await expect(cardOf(page, METRIC)).toHaveAttribute('data-freshness', 'live')
  await goTo(page, 'Connections')
  await expect.poll(() => countOf(sourceOf(page, PROCESSES), 'Repeats dropped')).toBeGreaterThan(10)
  await expectMode(page, 'websocket', PROCESSES_LINK)
})

test('K2: a Control Center whose clock is wrong by an hour looks live, and the offset is shown with a warning', async ({
  deck,
  page,
}) => {
  await deck.fault(lasting('skew', { by: -3600 }))
  await page.goto(`${deck.url}/health`)
  await expect(cardOf(page, METRIC)).toHaveAttribute('data-freshness', 'live')
  const freshness = await recordAttribute(cardOf(page, METRIC), 'data-freshness')
  await expect(cardOf(page, 'Plant')).toHaveAttribute('data-freshness', 'live')
  await expect(factOf(cardOf(page, 'Plant'), 'Last update')).toHaveText(/\d+ s ago|now/)
  await goTo(page, 'Connections')
  await expect(factOf(sourceOf(page, PROCESSES), 'Clock')).toContainText(/60 min behind, ± /)
  expect(await freshness()).toEqual(['live'])
})
