// The backend's process dies, the network goes, the page is hidden or frozen: the page says what is true
// meanwhile, and comes back alone (rules C8, P2, T3, T4, T8).
import { expectCountedOnce, openCounting } from './counting.ts'
import { expect, test } from './fixture.ts'
import { automaticSource, watching } from './own-backends.ts'
import {
  badgeOf,
  bandOf,
  cardOf,
  expectMode,
  factOf,
  openTable,
  OWN_VALUE,
  processorOf,
  recordAttribute,
  recordText,
  sensorPath,
  sourceOf,
  tableRows,
  tryNow,
} from './parts.ts'

const BEYOND = 95

test('the demo is killed and starts again: the page says so, and is live again by itself', async ({
  deck,
  page,
}) => {
  await page.goto(deck.url)
  await expectMode(page, 'websocket')
  await expect(processorOf(page)).toHaveAttribute('data-freshness', 'live')
  const modes = await recordAttribute(badgeOf(page), 'data-mode')
  const words = await recordText(badgeOf(page))
  const killed = await deck.killDemo()
  await expectMode(page, 'connecting')
  await expectMode(page, 'websocket')
  expect((await deck.demo()).pid).not.toBe(killed)
  expect((await modes()).at(0)).toBe('websocket')
  expect((await words()).join()).toContain('attempt 2')
  await expect(processorOf(page)).toHaveAttribute('data-freshness', 'live')
})

test('T8, T3, T4: while a backend is away all is stale with its age, the abnormal stays; what it forgot is a gap', async ({
  page,
  startDeck,
  startDemo,
  startTelemetry,
}) => {
  const demo = await startDemo()
  const deck = await startDeck({ configuration: watching(automaticSource(demo)) })
  const telemetry = await startTelemetry(demo.url)
  telemetry.hold(BEYOND)
  await page.goto(deck.url)
  await expectMode(page, 'websocket', 'plant/datapoints')
  const own = cardOf(page, OWN_VALUE.name)
  const processor = cardOf(page, 'Processor')
  await expect(own).toHaveAttribute('data-state', 'warn')
  await expect(processor).toHaveAttribute('data-freshness', 'live')

  const { port } = await demo.demo()
  await demo.stop()
  await expectMode(page, 'connecting', 'plant/datapoints')
  await expect(own).toHaveAttribute('data-freshness', 'stale', { timeout: 40_000 })
  await expect(own).toContainText(/Last known warning, \d+ s ago/)
  await expect(own.locator('data')).toHaveAttribute('value', String(BEYOND))
  await expect(bandOf(page).getByRole('link', { name: new RegExp(`^${OWN_VALUE.name}`) })).toBeVisible()
  await expect(page.locator('[data-worst]')).toContainText('last known abnormal')
  await expect(processor).toContainText(/\d+ s ago/)
  await expect(badgeOf(page, 'plant/datapoints')).toContainText(/attempt \d/)

  const again = await startDemo(port)
  const telemetryAgain = await startTelemetry(again.url)
  telemetryAgain.hold(BEYOND)
  await tryNow(page, 'plant/datapoints')
  await expectMode(page, 'websocket', 'plant/datapoints')
  await expect(processor).toHaveAttribute('data-freshness', 'live')
  await expect(own).toHaveAttribute('data-state', 'warn')
  await own.getByRole('link').click()
  await openTable(page)
  await expect
    .poll(async () => (await tableRows(page)).map(({ arrival }) => arrival))
    .toContain('No samples in between')
})

test('when the network comes back the page tries at once, however long it would have waited', async ({
  context,
  deck,
  page,
}) => {
  await page.goto(`${deck.url}/connections`)
  await expectMode(page, 'websocket')
  await deck.fault({ system: 'webmacs', fault: 'refuse', seconds: 90 })
  await deck.fault({ system: 'webmacs', fault: 'terminate' })
  await context.setOffline(true)
  // By now the next try is more than six seconds away.
  await expect(factOf(sourceOf(page), 'Failures in a row')).toHaveText('4')
  const words = await recordText(badgeOf(page))
  await deck.endFaults()
  await context.setOffline(false)
  await expectMode(page, 'websocket')
  // It did not wait until the countdown ran out.
  expect((await words()).join()).not.toContain('in 1 s')
})

test('C8: a frozen page shows true ages before anything else when it wakes, then it is live with nothing missing', async ({
  deck,
  startTelemetry,
  tab,
}) => {
  const { page } = tab
  const telemetry = await startTelemetry(deck.url)
  await openCounting(page, deck.url, telemetry)
  await expect.poll(async () => (await tableRows(page)).length).toBeGreaterThan(10)
  await page.getByRole('main').getByRole('link', { name: 'Overview' }).click()
  const card = cardOf(page, OWN_VALUE.name)
  await expect(card).toHaveAttribute('data-freshness', 'live')
  const frames = await card.evaluateHandle((element) => {
    const seen: { freshness: string; value: number; hidden: boolean }[] = []
    const look = (): void => {
      const value = Number(element.querySelector('data')?.getAttribute('value'))
      seen.push({
        freshness: (element as HTMLElement).dataset['freshness'] ?? '',
        value,
        hidden: document.hidden,
      })
      requestAnimationFrame(look)
    }
    document.addEventListener('resume', look)
    return seen
  })

  await tab.hide()
  await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('hidden')
  await tab.freeze()
  const atFreeze = telemetry.counted()
  await expect.poll(telemetry.counted).toBeGreaterThan(atFreeze + 30)
  await tab.thaw()
  await tab.show()

  await expect(card).toHaveAttribute('data-freshness', 'live')
  await expect
    .poll(async () => Number(await card.locator('data').getAttribute('value')))
    .toBeGreaterThan((atFreeze + 30) / 10)
  const drawn = await frames.jsonValue()
  expect(drawn.length).toBeGreaterThan(0)
  // Ten counts are three seconds: no frame may call a value live that is older than that.
  expect(drawn.filter(({ freshness, value }) => freshness === 'live' && value * 10 < atFreeze + 20)).toEqual(
    [],
  )

  await card.getByRole('link').click()
  await openTable(page)
  await expectCountedOnce(page, telemetry)
})

test('P2, C8: a hidden page with a living link draws nothing, still evaluates, and is simply live', async ({
  deck,
  startTelemetry,
  tab,
}) => {
  const { page } = tab
  const telemetry = await startTelemetry(deck.url)
  telemetry.hold(40)
  await page.goto(deck.url + sensorPath())
  const head = cardOf(page, OWN_VALUE.name)
  await expect(head).toHaveAttribute('data-state', 'normal')
  const drawn = page.locator('figure[data-drawn]')
  await expect.poll(async () => Number(await drawn.getAttribute('data-drawn'))).toBeGreaterThan(0)

  await tab.hide()
  await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('hidden')
  const samples = factOf(page, 'Samples')
  const before = Number(await samples.innerText())
  // The number written while it was still visible may come a second late.
  await expect.poll(async () => Number(await samples.innerText())).toBeGreaterThan(before + 5)
  const atHide = await drawn.getAttribute('data-drawn')
  telemetry.hold(BEYOND)
  await expect(head).toHaveAttribute('data-state', 'warn')
  await expect.poll(async () => Number(await samples.innerText())).toBeGreaterThan(before + 12)
  expect(await drawn.getAttribute('data-drawn')).toBe(atHide)
  await expect(head).toHaveAttribute('data-freshness', 'live')

  await tab.show()
  await expect
    .poll(async () => Number(await drawn.getAttribute('data-drawn')))
    .toBeGreaterThan(Number(atHide))
})
