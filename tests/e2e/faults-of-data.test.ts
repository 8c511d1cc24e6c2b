// What becomes of the page when frames are garbage, come twice, change places, or carry the time of a wrong clock
// (rules T4, T6, V7, K2). Each test breaks the demo of its own worker.
import { expectCountedOnce, expectRows, openCounting } from './counting.ts'
import { expect, test } from './fixture.ts'
import {
  badgeOf,
  cardOf,
  countOf,
  expectMode,
  factOf,
  goTo,
  OWN_VALUE,
  processorOf,
  recordAttribute,
  sourceOf,
} from './parts.ts'

test.describe.configure({ mode: 'parallel' })

const SYSTEM = 'webmacs'
const SECONDS = 90

test('T6, V7: garbage is counted and can be read, as text, while live data goes on', async ({
  deck,
  page,
  startTelemetry,
}) => {
  const telemetry = await startTelemetry(deck.url)
  let dialogs = 0
  page.on('dialog', async (dialog) => {
    dialogs++
    await dialog.dismiss()
  })
  await page.goto(`${deck.url}/connections`)
  await expectMode(page, 'websocket')
  telemetry.countUp()
  await deck.fault({ system: SYSTEM, fault: 'garbage', seconds: SECONDS })
  // One of the bad frames has 10 MB, and comes when each other has come once.
  await expect(factOf(sourceOf(page), 'Data received')).toContainText('MB')
  expect(await countOf(sourceOf(page), 'Parts rejected')).toBeGreaterThan(30)
  expect(await countOf(sourceOf(page), 'Readings rejected')).toBeGreaterThan(0)

  await sourceOf(page)
    .getByText(/^Last rejected/)
    .click()
  const rejections = sourceOf(page)
    .locator('details')
    .filter({ hasText: 'Last rejected' })
    .getByRole('listitem')
  await expect(rejections.first()).toBeVisible()
  const raws = (await rejections.locator('pre').allInnerTexts()).join('\n')
  expect(raws).toContain('<html><body>')
  const reasons = (await rejections.locator('p').allInnerTexts()).join('\n')
  expect(reasons).toMatch(/expected .+, found .+/)
  expect(reasons).toContain('10.0 MB is over the limit of 1.0 MB')

  await sourceOf(page)
    .getByText(/not listed by the backend/)
    .click()
  await expect(page.getByText('<img src=x onerror=alert(1)>').first()).toBeVisible()
  await expect(page.locator('img[src="x"], main script')).toHaveCount(0)
  expect(dialogs).toBe(0)
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false)

  const frames = await countOf(sourceOf(page), 'Frames received')
  await expect.poll(() => countOf(sourceOf(page), 'Frames received')).toBeGreaterThan(frames)
  await expectMode(page, 'websocket')
  await page.getByRole('link', { name: 'Overview' }).click()
  const card = cardOf(page, OWN_VALUE.name)
  await expect(card).toHaveAttribute('data-freshness', 'live')
  const value = await card.locator('data').getAttribute('value')
  await expect(card.locator('data')).not.toHaveAttribute('value', value ?? '')
})

test('T4: frames that come twice are drawn once, and the repeats are counted', async ({
  deck,
  page,
  startTelemetry,
}) => {
  const telemetry = await startTelemetry(deck.url)
  await deck.fault({ system: SYSTEM, fault: 'duplicate', seconds: SECONDS })
  await openCounting(page, deck.url, telemetry)
  await expectRows(page, 'live', 8)
  await expectCountedOnce(page, telemetry)
  await goTo(page, 'Connections')
  await expect.poll(() => countOf(sourceOf(page), 'Repeats dropped')).toBeGreaterThan(8)
})

test('frames that change places are put in order again', async ({ deck, page, startTelemetry }) => {
  const telemetry = await startTelemetry(deck.url)
  await deck.fault({ system: SYSTEM, fault: 'out-of-order', seconds: SECONDS })
  await openCounting(page, deck.url, telemetry)
  await expectRows(page, 'live', 12)
  await expectCountedOnce(page, telemetry)
})

for (const { by, says } of [
  { by: 3600, says: /60 min ahead, ± / },
  { by: -3600, says: /60 min behind, ± / },
]) {
  test(`K2: a backend whose clock is wrong by ${by} s looks live, and the offset is shown with a warning`, async ({
    deck,
    page,
    startTelemetry,
  }) => {
    const telemetry = await startTelemetry(deck.url)
    await deck.fault({ system: SYSTEM, fault: 'skew', seconds: SECONDS, by })
    telemetry.countUp()
    await page.goto(deck.url)
    const card = cardOf(page, OWN_VALUE.name)
    await expect(card).toHaveAttribute('data-freshness', 'live')
    const freshness = await recordAttribute(card, 'data-freshness')
    await card.scrollIntoViewIfNeeded()
    const drawn = card.locator('[data-drawn]')
    const before = Number(await drawn.getAttribute('data-drawn'))
    await expect.poll(async () => Number(await drawn.getAttribute('data-drawn'))).toBeGreaterThan(before + 5)
    expect(await freshness()).toEqual(['live'])

    await goTo(page, 'Connections')
    await expect(factOf(sourceOf(page), 'Clock')).toContainText(says)
    await expect(factOf(sourceOf(page), 'Clock')).toContainText('Somebody should set it.')
  })
}

test('K2: a clock that is set while one watches is noticed, and set back leaves nothing stale', async ({
  deck,
  page,
  startTelemetry,
}) => {
  const telemetry = await startTelemetry(deck.url)
  telemetry.countUp()
  await page.goto(`${deck.url}/connections`)
  await expectMode(page, 'websocket')
  await expect(factOf(sourceOf(page), 'Clock')).toContainText('Agrees within')
  const readAgain = sourceOf(page).getByRole('button', { name: 'Read sensors and limits again' })

  await deck.fault({ system: SYSTEM, fault: 'skew', seconds: SECONDS, by: 3600 })
  await readAgain.click()
  await expect(factOf(sourceOf(page), 'Clock')).toContainText('60 min ahead')
  await deck.endFaults()
  await readAgain.click()
  await expect(factOf(sourceOf(page), 'Clock')).not.toContainText('ahead')
  await goTo(page, 'Overview')
  await expect(cardOf(page, OWN_VALUE.name)).toHaveAttribute('data-freshness', 'live')
  await expect(processorOf(page)).toHaveAttribute('data-freshness', 'live')
  await expect(badgeOf(page)).toContainText('Live')
})
