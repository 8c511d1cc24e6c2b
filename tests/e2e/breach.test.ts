// A value goes beyond its limit and comes back; then its program falls silent. Pushed by a program of the visitor's,
// to "Your own value" with its rule "> 80" (rules A0, T1, T8, V2, V6).
import { expect, test, type Deck, type Page, type Telemetry } from './fixture.ts'
import { bandOf, cardOf, chartOf, OWN_VALUE, recordAttribute, recordText, sensorPath } from './parts.ts'
import { colourOf, isRed, redPixels } from './pixels.ts'

const NORMAL = 40
const BEYOND = 95

/** The wall with "Your own value" live and within its limit. */
async function openCalm(page: Page, deck: Deck, telemetry: Telemetry) {
  telemetry.hold(NORMAL)
  await page.goto(deck.url)
  const card = cardOf(page, OWN_VALUE.name)
  await expect(card).toHaveAttribute('data-state', 'normal')
  await expect(card.locator('data')).toHaveAttribute('value', String(NORMAL))
  return card
}

/** The machine that runs the tests may be busy, or its disk full: here only "Your own value" has a limit. */
async function limitOnlyOwnValue(page: Page): Promise<void> {
  await page.route('**/api/v1/rules?*', async (route) => {
    const rules = (await (await route.fetch()).json()) as { data: { event_public_id: string }[] }
    const data = rules.data.filter((rule) => rule.event_public_id === OWN_VALUE.id)
    await route.fulfill({ json: { ...rules, data, total: data.length } })
  })
}

function orderOfWall(page: Page): Promise<(string | null)[]> {
  return page
    .getByRole('article')
    .evaluateAll((cards) => cards.map((card) => card.getAttribute('aria-label')))
}

test('A0, V2, V6: beyond its limit a value is red at once, in shape, text, band and header; back below it is normal', async ({
  deck,
  page,
  startTelemetry,
}) => {
  const telemetry = await startTelemetry(deck.url)
  const card = await openCalm(page, deck, telemetry)
  const item = bandOf(page).getByRole('link', { name: new RegExp(`^${OWN_VALUE.name}`) })
  const shape = card.locator('header path')
  const calmShape = await shape.getAttribute('d')
  const order = await orderOfWall(page)
  expect(isRed(await colourOf(card.locator('data')))).toBe(false)
  await expect(item).toHaveCount(0)

  telemetry.hold(BEYOND)
  await expect(card).toHaveAttribute('data-state', 'warn')
  await expect(card).toContainText('Warning')
  await expect(card).toContainText('Limit > 80')
  expect(await shape.getAttribute('d')).not.toBe(calmShape)
  await expect.poll(async () => isRed(await colourOf(card.locator('data')))).toBe(true)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(async () => isRed(await colourOf(card.locator('data')))).toBe(true)
  await expect(item).toContainText('95')
  await expect(item).toContainText('Limit > 80')
  await expect(page.locator('[data-worst]')).toContainText(/\d warnings?/)
  await expect(chartOf(page, OWN_VALUE.name)).toHaveAttribute('aria-label', /, Warning$/)
  expect(await orderOfWall(page)).toEqual(order)

  telemetry.hold(NORMAL)
  await expect(card).toHaveAttribute('data-state', 'normal')
  await expect(item).toHaveCount(0)
  expect(isRed(await colourOf(card.locator('data')))).toBe(false)
  expect(await orderOfWall(page)).toEqual(order)
})

test('scrolled away from the header, what is abnormal stays in sight, and nothing else does', async ({
  deck,
  page,
  startTelemetry,
}) => {
  const telemetry = await startTelemetry(deck.url)
  await limitOnlyOwnValue(page)
  await openCalm(page, deck, telemetry)
  const worst = page.getByRole('banner').getByRole('link', { name: /warning/ })
  const last = page.getByRole('article').last()
  telemetry.hold(BEYOND)
  await expect(worst).toHaveCount(1)

  await last.scrollIntoViewIfNeeded()
  await expect(page.locator('[data-worst]')).not.toBeInViewport()
  await expect(worst).toHaveCount(2)
  await expect(worst.last()).toBeInViewport()

  await worst.last().click()
  await expect(page).toHaveURL(/show=abnormal/)
  await expect(page.locator('[data-worst]')).toBeInViewport()
  await expect(worst).toHaveCount(1)

  telemetry.hold(NORMAL)
  await page.getByRole('combobox', { name: 'Show', exact: true }).selectOption('All')
  await last.scrollIntoViewIfNeeded()
  await expect(page.locator('[data-worst]')).not.toBeInViewport()
  await expect(worst).toHaveCount(0)
})

test('the filter for what is abnormal shows a value while it is beyond its limit, and only then', async ({
  deck,
  page,
  startTelemetry,
}) => {
  const telemetry = await startTelemetry(deck.url)
  telemetry.hold(BEYOND)
  await page.goto(`${deck.url}/?show=abnormal`)
  await expect(cardOf(page, OWN_VALUE.name)).toHaveAttribute('data-state', 'warn')
  await expect(cardOf(page, 'Memory used')).toHaveCount(0)
  telemetry.hold(NORMAL)
  await expect(cardOf(page, OWN_VALUE.name)).toHaveCount(0)
})

test('outside of its range a value is a warning too, and says which range', async ({
  deck,
  page,
  startTelemetry,
}) => {
  const telemetry = await startTelemetry(deck.url)
  const card = await openCalm(page, deck, telemetry)
  telemetry.hold(-5)
  await expect(card).toHaveAttribute('data-state', 'warn')
  await expect(card).toContainText(/Outside 0\S* to 100\S*/)
})

test("the user's choice of Critical changes colour, shape, rank and words, and outlives the page", async ({
  deck,
  page,
  startTelemetry,
}) => {
  const telemetry = await startTelemetry(deck.url)
  const card = await openCalm(page, deck, telemetry)
  telemetry.hold(BEYOND)
  await expect(card).toHaveAttribute('data-state', 'warn')
  const warning = await colourOf(card.locator('data'))
  const shape = await card.locator('header path').getAttribute('d')

  await card.getByRole('link').click()
  await page.getByRole('combobox', { name: /^Severity/ }).selectOption('Critical')
  await expect(page.getByRole('article')).toHaveAttribute('data-state', 'crit')
  await expect(page.getByRole('article')).toContainText('Critical')
  await expect(page.locator('[data-worst]')).toContainText('1 critical')

  await page.getByRole('main').getByRole('link', { name: 'Overview' }).click()
  await expect(card).toHaveAttribute('data-state', 'crit')
  const critical = await colourOf(card.locator('data'))
  expect(isRed(critical)).toBe(true)
  expect(critical).not.toEqual(warning)
  expect(await card.locator('header path').getAttribute('d')).not.toBe(shape)
  await expect(bandOf(page).getByRole('listitem').first()).toContainText(OWN_VALUE.name)

  await page.reload()
  await expect(card).toHaveAttribute('data-state', 'crit')
})

test('T1, T8: a value whose program falls silent is late, then stale, and stays on the page as last known', async ({
  deck,
  page,
  startTelemetry,
}) => {
  const telemetry = await startTelemetry(deck.url)
  const card = await openCalm(page, deck, telemetry)
  telemetry.hold(BEYOND)
  await expect(card).toHaveAttribute('data-state', 'warn')
  // The cadence of a program that pushes three times a second is learned within seconds.
  await page.goto(deck.url + sensorPath())
  const cadence = page.locator('dl > div').filter({ hasText: 'Reports every' })
  await expect(cadence).not.toContainText('not learned yet')
  await page.getByRole('main').getByRole('link', { name: 'Overview' }).click()
  await expect(card).toHaveAttribute('data-freshness', 'live')
  const freshness = await recordAttribute(card, 'data-freshness')
  const words = await recordText(card)

  telemetry.pause()
  await expect(card).toHaveAttribute('data-freshness', 'stale')
  expect(await freshness()).toEqual(['live', 'late', 'stale'])
  expect((await words()).some((text) => /Late, \d+ s ago/.test(text))).toBe(true)
  await expect(card).toHaveAttribute('data-state', 'unknown')
  await expect(card).toContainText(/Last known warning, \d+ s ago/)
  await expect(card.locator('data')).toHaveAttribute('value', String(BEYOND))
  await expect(bandOf(page).getByRole('link', { name: new RegExp(`^${OWN_VALUE.name}`) })).toContainText(
    /Last known warning, \d+ s ago/,
  )
  await expect(page.locator('[data-worst]')).toContainText('1 last known abnormal')

  telemetry.hold(NORMAL)
  await expect(card).toHaveAttribute('data-state', 'normal')
  await expect(card).toHaveAttribute('data-freshness', 'live')
})

test("the chart's line is red beyond the limit and only there", async ({ deck, page, startTelemetry }) => {
  const telemetry = await startTelemetry(deck.url)
  telemetry.hold(NORMAL)
  await page.goto(deck.url + sensorPath())
  await page.getByRole('combobox', { name: 'Time shown' }).selectOption('60 s')
  const chart = chartOf(page, OWN_VALUE.name)
  const samples = page.locator('dl > div').filter({ hasText: 'Samples' }).locator('dd')
  await expect(page.getByRole('article')).toHaveAttribute('data-state', 'normal')

  telemetry.hold(BEYOND)
  await expect(page.getByRole('article')).toHaveAttribute('data-state', 'warn')
  await expect(samples).not.toHaveText('0')
  await expect.poll(async () => (await redPixels(chart)).count).toBeGreaterThan(20)
  // The axis goes from 0 to 100: beyond 80 is the upper part of the picture.
  expect((await redPixels(chart)).bottom).toBeLessThan(0.4)
})
