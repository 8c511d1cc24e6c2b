// What only shows with time or under load: a link that flaps for a minute, a restart while thousands of readings come,
// a handshake that is slow and good (rules C1, C4, C9, T3, T4, T6).
import { expectCountedOnce, openCounting } from './counting.ts'
import { faultsOf } from './faults.ts'
import { expect, test } from './fixture.ts'
import { startLoad } from './load.ts'
import { automaticSource, watching } from './own-backends.ts'
import {
  badgeOf,
  countOf,
  expectMode,
  factOf,
  goTo,
  openConnections,
  processorOf,
  recordAttribute,
  recordText,
  sourceOf,
} from './parts.ts'
import { slowProxy } from './slow-proxy.ts'

test.describe.configure({ mode: 'parallel' })

test('C1, C4, T4: a link that flaps for a minute is asked ever more slowly, polled meanwhile, and nothing is lost', async ({
  deck,
  page,
  startTelemetry,
}) => {
  test.slow()
  const telemetry = await startTelemetry(deck.url)
  await openCounting(page, deck.url, telemetry)
  const modes = await recordAttribute(badgeOf(page), 'data-mode')
  const words = await recordText(badgeOf(page))
  // Waits of 1, 2, 4, 8, 16 and 30 s: it never lives for the ten seconds that would end the row of failures.
  for (let cut = 1; cut <= 6; cut++) {
    await deck.fault(faultsOf('webmacs').cut)
    await expect.poll(async () => (await words()).join('\n')).toContain(`attempt ${cut + 1}`)
    await expect(badgeOf(page)).toHaveAttribute('data-mode', 'websocket', { timeout: 45_000 })
  }
  expect(await modes()).toContain('polling')
  await expectCountedOnce(page, telemetry)
  await goTo(page, 'Connections')
  await expect(factOf(sourceOf(page), 'Failures in a row')).toHaveText('6')
})

test('T6, T3: a demo that restarts under load is live again by itself; what came was understood and taken in', async ({
  page,
  startDeck,
}) => {
  // Its own, for the sensors that this load creates stay with the demo.
  const deck = await startDeck()
  const load = await startLoad(deck.url)
  await openConnections(page, deck.url)
  await expect.poll(() => countOf(sourceOf(page), 'Readings received')).toBeGreaterThan(1_000)
  const killed = await deck.killDemo()
  await load.stop()
  await expectMode(page, 'connecting')
  const again = await startLoadWhenUp(deck.url, deck.demoIsUp)
  await expectMode(page, 'websocket')
  expect((await deck.demo()).pid).not.toBe(killed)
  const before = await countOf(sourceOf(page), 'Readings received')
  await expect.poll(() => countOf(sourceOf(page), 'Readings received')).toBeGreaterThan(before + 500)
  expect(await countOf(sourceOf(page), 'Parts rejected')).toBe(0)
  await goTo(page, 'Overview')
  await expect(processorOf(page)).toHaveAttribute('data-freshness', 'live')
  await again.stop()
})

test('C9: a handshake that is slow but within its deadline is waited for, not counted as a failure', async ({
  page,
  startDeck,
  startDemo,
}) => {
  const proxy = await slowProxy(await startDemo(), 6_000)
  const deck = await startDeck({ configuration: watching(automaticSource(proxy.demo)) })
  await page.goto(`${deck.url}/connections`)
  await expectMode(page, 'connecting', 'plant/datapoints')
  await expectMode(page, 'websocket', 'plant/datapoints')
  await expect(factOf(sourceOf(page, 'plant'), 'Failures in a row')).toHaveText('0')
  await proxy.stop()
})

async function startLoadWhenUp(url: string, isUp: () => Promise<boolean>) {
  await expect.poll(isUp, { timeout: 30_000 }).toBe(true)
  return startLoad(url)
}
