// What becomes of the motor plant when its frames are garbage, come twice, change places, or carry the time of a wrong
// clock (protocols/servosense-workspaces.md; rules T4, T6, V7, K2).
import { expectRows } from './counting.ts'
import { expectDrawnOrLost } from './drawn.ts'
import { faultsOf } from './faults.ts'
import { expect, test } from './fixture.ts'
import {
  cardOf,
  countOf,
  expectMode,
  factOf,
  goTo,
  openConnections,
  openTable,
  PLANT,
  PLANT_LINK,
  recordAttribute,
  sourceOf,
  tableRows,
} from './parts.ts'
import { VIBRATION, VIBRATION_PATH } from './plant.ts'

test.describe.configure({ mode: 'parallel' })

const { lasting } = faultsOf('servosense')

test('T6, V7: garbage costs nothing but itself: it is counted and shown as text, and values go on', async ({
  deck,
  page,
  plant,
}) => {
  const measured = await plant.witness(VIBRATION.id)
  await openConnections(page, deck.url, PLANT_LINK)
  const section = sourceOf(page, PLANT)
  await deck.fault(lasting('garbage'))
  // One of the bad frames has 10 MB, and comes when each other has come once. The list has only the last ones, so what
  // is said of such a frame is looked for where no others follow it (workspace-chat-input.test.ts).
  await expect(factOf(section, 'Data received')).toContainText('MB')
  expect(await countOf(section, 'Parts rejected')).toBeGreaterThan(15)
  expect(await countOf(section, 'Readings rejected')).toBeGreaterThan(5)
  expect(await countOf(section, 'Frames ignored')).toBeGreaterThan(0)
  await section.getByText(/^Last rejected/).click()
  const reasons = (await section.locator('details li p').allInnerTexts()).join('\n')
  expect(reasons).toMatch(/expected .+, found .+/)
  await expectMode(page, 'websocket', PLANT_LINK)

  await goTo(page, 'Events')
  await expect(page.getByText('<script>alert(1)</script>').first()).toBeVisible()
  await expect(page.getByText('The server speaks version 99')).not.toHaveCount(0)
  await expect(page.locator('img[src="x"], main script')).toHaveCount(0)
  await goTo(page, 'Overview')
  await cardOf(page, VIBRATION.name).getByRole('link').click()
  await expect(cardOf(page, VIBRATION.name)).toHaveAttribute('data-freshness', 'live')
  await openTable(page)
  await expectDrawnOrLost(page, measured)
  await expect(page.getByRole('main')).not.toContainText('<img')
})

test('T4: frames that come twice or change places are drawn once and in order', async ({
  deck,
  page,
  plant,
}) => {
  const measured = await plant.witness(VIBRATION.id)
  await page.goto(deck.url + VIBRATION_PATH)
  await openTable(page)
  await deck.fault(lasting('duplicate'))
  await deck.fault(lasting('out-of-order'))
  await expectRows(page, 'live', 12)
  const rows = await tableRows(page)
  const times = rows.flatMap(({ time }) => time ?? [])
  expect(times).toEqual(times.toSorted((a, b) => b - a))
  // Two readings a second: more in one of them would be repeats.
  expect(times.filter((time, index) => times[index + 3] === time)).toEqual([])
  await expectDrawnOrLost(page, measured)
  await goTo(page, 'Connections')
  await expect.poll(() => countOf(sourceOf(page, PLANT), 'Repeats dropped')).toBeGreaterThan(20)
})

test('K2: a plant whose clock is wrong by an hour looks live, and the offset is shown with a warning', async ({
  deck,
  page,
}) => {
  await deck.fault(lasting('skew', { by: 3600 }))
  await page.goto(deck.url + VIBRATION_PATH)
  const head = cardOf(page, VIBRATION.name)
  await expect(head).toHaveAttribute('data-freshness', 'live')
  const freshness = await recordAttribute(head, 'data-freshness')
  const drawn = page.locator('figure[data-drawn]')
  const before = Number(await drawn.getAttribute('data-drawn'))
  await expect.poll(async () => Number(await drawn.getAttribute('data-drawn'))).toBeGreaterThan(before + 5)
  expect(await freshness()).toEqual(['live'])
  await goTo(page, 'Connections')
  await expect(factOf(sourceOf(page, PLANT), 'Clock')).toContainText(/60 min ahead, ± /)
  await expect(factOf(sourceOf(page, PLANT), 'Clock')).toContainText('Somebody should set it.')
})
