// A newcomer's first minute with the demo, and everything that works the same for somebody without a mouse.
import { expect, test, type Page } from './fixture.ts'
import { layoutShift, watchLayoutShift } from './layout-shift.ts'
import {
  badgeOf,
  cardOf,
  chartOf,
  expectMode,
  openTable,
  OWN_VALUE,
  PLANT_LINK,
  PROCESSES_LINK,
  processorOf,
  recordText,
  sensorPath,
  tableRows,
  tabTo,
} from './parts.ts'
import { VIBRATION_PATH } from './plant.ts'

/** The demo's jobs run first ten seconds after its start, and tell figures only when one has ended. */
const FIRST_RUN_LIMIT = 60_000

/** The cards of all sources that match a selector; "Your own value" waits for a program of the visitor's. */
function fedCards(page: Page, selector: string) {
  return page.locator(`article${selector}:not([aria-label="${OWN_VALUE.name}"])`)
}

async function openMemory(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await cardOf(page, 'Memory used').getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name: 'Memory used' })).toBeVisible()
}

test('V6: opened for the first time, the page signs in by itself, turns live, and nothing on it jumps', async ({
  deck,
  page,
  consoleProblems,
}) => {
  await watchLayoutShift(page)
  await page.goto(deck.url)
  await expectMode(page, 'websocket')
  await expect(badgeOf(page)).toContainText('Live')
  await expect(processorOf(page)).toHaveAttribute('data-freshness', 'live')

  const value = processorOf(page).locator('data')
  const first = await value.getAttribute('value')
  await expect(value).not.toHaveAttribute('value', first ?? '')
  const drawn = processorOf(page).locator('[data-drawn]')
  const before = Number(await drawn.getAttribute('data-drawn'))
  await expect.poll(async () => Number(await drawn.getAttribute('data-drawn'))).toBeGreaterThan(before)

  await expect(fedCards(page, '[data-freshness="unknown"]')).toHaveCount(0, { timeout: FIRST_RUN_LIMIT })
  for (const source of ['This machine', 'Motor plant', 'Demo processes']) {
    const cards = page.getByRole('region', { name: source }).getByRole('article')
    expect(await cards.count()).toBeGreaterThan(5)
  }
  expect(await layoutShift(page)).toBeLessThanOrEqual(0.1)
  expect(consoleProblems).toEqual([])
})

test('V6: nothing on Health jumps as it fills, loses a link and gets it back', async ({ deck, page }) => {
  await watchLayoutShift(page)
  // After two seconds the page waits no longer for a slow source. Its time goes by only here, so that a busy machine is none.
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 1_000)
  const soon = (look: () => Promise<unknown>) =>
    expect.poll(async () => {
      await page.clock.runFor(20)
      return look()
    })
  let release = (): void => undefined
  const isReleased = new Promise<void>((resolve) => (release = resolve))
  // The first source, over all others.
  await page.route('**/demo/sign-in?system=webmacs', (route) => isReleased.then(() => route.continue()))
  await page.goto(`${deck.url}/health`)
  for (const link of [PLANT_LINK, PROCESSES_LINK]) {
    await soon(() => badgeOf(page, link).and(page.locator('[data-mode="websocket"]')).count()).toBe(1)
  }
  await expect(page.getByRole('main').locator('[data-source]')).toHaveCount(1)
  release()
  const plant = cardOf(page, 'Plant')
  await soon(() => plant.and(page.locator('[data-state="normal"]')).count()).toBe(1)
  await soon(() => page.locator('header [data-mode]:not([data-mode="websocket"])').count()).toBe(0)
  await page.clock.setSystemTime(Date.now())
  await page.clock.resume()
  await deck.fault({ system: '*', fault: 'down', seconds: 90 })
  await expect(plant).toHaveAttribute('data-freshness', 'stale')
  await deck.endFaults()
  await expectMode(page, 'websocket', PROCESSES_LINK)
  await expect(plant).toHaveAttribute('data-state', 'normal')
  expect(await layoutShift(page)).toBeLessThanOrEqual(0.1)
})

test('a link to a sensor opens it, and opens it again when the page is loaded anew', async ({
  deck,
  page,
}) => {
  await openMemory(page, deck.url)
  const address = page.url()
  expect(new URL(address).pathname).toMatch(/^\/sensors\/this-machine\/[\w-]+$/)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Memory used' })).toBeVisible()
  await expect(cardOf(page, 'Memory used')).toHaveAttribute('data-freshness', 'live')
  expect(page.url()).toBe(address)
})

test('a link to a sensor that nobody knows says so and why', async ({ deck, page }) => {
  await page.goto(deck.url + sensorPath(undefined, 'nobody-knows'))
  await expectMode(page, 'websocket')
  await expect(page.getByText('This sensor is not known.')).toBeVisible()
})

test('an address that shows nothing says so and leads back', async ({ deck, page }) => {
  await page.goto(`${deck.url}/nowhere/at/all`)
  await page.getByRole('main').getByRole('link').click()
  await expect(processorOf(page)).toBeVisible()
})

test('search and filter stand in the address and work from there', async ({ deck, page }) => {
  await page.goto(`${deck.url}/?search=DISK%20used`)
  await expect(cardOf(page, 'Disk used')).toBeVisible()
  await expect(page.getByRole('article')).toHaveCount(1)
  await expect(page.getByText(/^1 of \d+ sensors$/)).toBeVisible()

  await page.getByRole('searchbox').fill('no such thing')
  await expect(page.getByText('No sensor matches.')).toBeVisible()
  await expect(page).toHaveURL(/search=no/)
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect(processorOf(page)).toBeVisible()
  await expect(page).not.toHaveURL(/search=/)

  await page.goto(`${deck.url}/?show=stale`)
  await expect(cardOf(page, OWN_VALUE.name)).toBeVisible()
  await expect(processorOf(page)).toHaveCount(0)
  await page.getByRole('combobox', { name: 'Show', exact: true }).selectOption('All')
  await expect(processorOf(page)).toBeVisible()
  await expect(page).not.toHaveURL(/show=/)
})

test('V5: search, a card, its chart and the way back are reached with the keyboard alone', async ({
  deck,
  page,
}) => {
  await page.goto(deck.url)
  await expect(cardOf(page, 'Memory used')).toHaveAttribute('data-freshness', 'live')
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('memory used')
  await expect(page.getByRole('article')).toHaveCount(1)
  await tabTo(page, cardOf(page, 'Memory used').getByRole('link'))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Memory used' })).toBeVisible()

  const chart = chartOf(page, 'Memory used')
  await expect(chart).toHaveAttribute('aria-label', /last [\d.]+ %/)
  await tabTo(page, chart)
  const inspection = page.getByText(/^[\d.,]+ % at .+, (live|polled|filled from history)/)
  await page.keyboard.press('ArrowLeft')
  await expect(inspection).toBeVisible()
  const newest = await inspection.innerText()
  await page.keyboard.press('Home')
  await expect(inspection).not.toHaveText(newest)
  await page.keyboard.press('Escape')
  await expect(page.getByText('use the arrow keys')).toBeVisible()

  await page.goto(deck.url)
  await expect(page.getByRole('main')).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

for (const [name, path] of [
  ['the overview', '/'],
  ['a sensor', sensorPath()],
  ['a sensor whose limits can be set', VIBRATION_PATH],
  ['Health', '/health'],
  ['Events', '/events'],
  ['Connections', '/connections'],
] as const) {
  test(`V5: ${name} does not scroll sideways at a width of 320 px`, async ({ deck, page }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    await page.goto(deck.url + path)
    await expectMode(page, 'websocket')
    await expect(page.locator('article, [data-source], [data-kind]').first()).toBeVisible()
    for (const closed of await page.locator('summary').all()) await closed.click()
    const wider = await page.evaluate(() => {
      const { clientWidth, scrollWidth } = document.documentElement
      return scrollWidth - clientWidth
    })
    expect(wider).toBeLessThanOrEqual(0)
  })
}

test('V4: each chart says its sensor, last, minimum, maximum and state, and has a twin as a table', async ({
  deck,
  page,
}) => {
  await page.goto(deck.url)
  await expect(processorOf(page)).toBeVisible()
  await expect(fedCards(page, '[data-freshness="unknown"]')).toHaveCount(0, { timeout: FIRST_RUN_LIMIT })
  // Charts come after the values.
  await expect(page.getByRole('article').filter({ hasNot: page.locator('canvas') })).toHaveCount(0)
  const cards = await fedCards(page, '').all()
  expect(cards.length).toBeGreaterThan(5)
  for (const card of cards) {
    const sensor = await card.getAttribute('aria-label')
    // On a busy machine a value may be stale, and its chart says "Unknown", until the next one comes.
    await expect(card.getByRole('img')).toHaveAttribute(
      'aria-label',
      new RegExp(`^${sensor}: last .+, minimum .+, maximum .+, (Normal|No limit|Warning)$`),
    )
  }

  await cardOf(page, 'Memory used').getByRole('link').click()
  await openTable(page)
  await expect.poll(async () => (await tableRows(page)).length).toBeGreaterThan(3)
  for (const { value, arrival } of await tableRows(page)) {
    expect(value === null || (value >= 0 && value <= 100)).toBe(true)
    expect(arrival).toMatch(/^(live|polled|filled from history|No samples in between)$/)
  }
})

test('a longer time shown asks the backend for its history', async ({ deck, page }) => {
  await openMemory(page, deck.url)
  await expect(chartOf(page, 'Memory used')).toBeVisible()
  const asked = page.waitForRequest(
    (request) =>
      request.url().endsWith('/datapoints/series') &&
      (request.postDataJSON() as { minutes: number }).minutes >= 360,
  )
  await page.getByRole('combobox', { name: 'Time shown' }).selectOption('6 h')
  await asked
})

test('V3: one polite region speaks; values and countdowns do not', async ({ deck, page }) => {
  await page.goto(deck.url)
  const polite = page.locator('[aria-live="polite"]')
  await expect(polite).toHaveCount(1)
  const said = await recordText(polite)
  for (const source of ['This machine', 'Motor plant', 'Demo processes']) {
    await expect.poll(async () => (await said()).join()).toContain(`${source}: live.`)
  }
  await expect(page.locator('[aria-live] article, article [aria-live], [data-link] [aria-live]')).toHaveCount(
    0,
  )
})
