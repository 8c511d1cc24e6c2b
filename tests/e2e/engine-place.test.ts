// The engine works the same in its worker and on the page; on the page the browser's clock can be turned (rules C8, K2).
import { expect, test, type Page } from './fixture.ts'
import {
  cardOf,
  expectMode,
  factOf,
  goTo,
  openTable,
  OWN_VALUE,
  processorOf,
  recordAttribute,
  sensorPath,
  sourceOf,
} from './parts.ts'

const HOUR = 3_600_000

/** The time of the newest sample in the table, in epoch milliseconds. */
async function newestTime(page: Page): Promise<number> {
  const table = page.getByRole('region', { name: 'Samples as a table' })
  return Date.parse(await table.locator('tbody td').first().innerText())
}

test('the engine runs in a worker, and with ?engine=page on the page; both are live', async ({
  deck,
  page,
}) => {
  await page.goto(deck.url)
  await expectMode(page, 'websocket')
  expect(page.workers()).toHaveLength(1)
  await page.goto(`${deck.url}/?engine=page`)
  await expectMode(page, 'websocket')
  await expect(processorOf(page)).toHaveAttribute('data-freshness', 'live')
  expect(page.workers()).toHaveLength(0)
})

for (const { off, says } of [
  { off: HOUR, says: /60 min behind, ± / },
  { off: -HOUR, says: /60 min ahead, ± / },
]) {
  test(`K2: a browser whose clock is ${off / 1_000} s off moves no point and makes nothing stale`, async ({
    deck,
    page,
    startTelemetry,
  }) => {
    const telemetry = await startTelemetry(deck.url)
    telemetry.countUp()
    await page.clock.install({ time: Date.now() + off })
    await page.goto(`${deck.url}${sensorPath()}?engine=page`)
    await expectMode(page, 'websocket')
    const head = cardOf(page, OWN_VALUE.name)
    await expect(head).toHaveAttribute('data-freshness', 'live')
    const freshness = await recordAttribute(head, 'data-freshness')
    const drawn = page.locator('figure[data-drawn]')
    const before = Number(await drawn.getAttribute('data-drawn'))
    await expect.poll(async () => Number(await drawn.getAttribute('data-drawn'))).toBeGreaterThan(before + 5)
    await openTable(page)
    await expect.poll(async () => Math.abs((await newestTime(page)) - Date.now())).toBeLessThan(HOUR / 10)
    expect(await freshness()).toEqual(['live'])
    await goTo(page, 'Connections')
    await expect(factOf(sourceOf(page), 'Clock')).toContainText(says)
  })
}

test('C8, K2: when the clock of this machine is set while one watches, everything is soon live again', async ({
  deck,
  page,
  startTelemetry,
}) => {
  const telemetry = await startTelemetry(deck.url)
  telemetry.countUp()
  await page.clock.install()
  await page.goto(`${deck.url}/?engine=page`)
  const own = cardOf(page, OWN_VALUE.name)
  await expect(own).toHaveAttribute('data-freshness', 'live')
  await page.clock.setSystemTime(Date.now() + HOUR)
  await goTo(page, 'Connections')
  await expect(factOf(sourceOf(page), 'Clock')).toContainText(/(59|60) min behind, ± /)
  await goTo(page, 'Overview')
  await expect(own).toHaveAttribute('data-freshness', 'live')
  await expect(processorOf(page)).toHaveAttribute('data-freshness', 'live')
})
