// What becomes of the page when sockets close, are cut, refused, dropped at once, silent or never answered
// (rules C1, C2, C4, C9, T2, T3, T4). Each test breaks the demo of its own worker.
import { expectCountedOnce, expectRows, openCounting } from './counting.ts'
import { faultsOf } from './faults.ts'
import { expect, test } from './fixture.ts'
import { layoutShift, watchLayoutShift } from './layout-shift.ts'
import {
  badgeOf,
  cardOf,
  countOf,
  expectMode,
  factOf,
  failureOf,
  LINK,
  openConnections,
  openTable,
  OWN_VALUE,
  PLANT,
  PLANT_LINK,
  PROCESSES,
  PROCESSES_LINK,
  recordAttribute,
  recordText,
  SOURCE,
  sourceOf,
  tableRows,
  tryNow,
} from './parts.ts'

test.describe.configure({ mode: 'parallel' })

const { close, cut, lasting } = faultsOf('webmacs')
const every = faultsOf('*')

for (const { code, says, isSpread } of [
  { code: 1000, says: 'closed the connection normally' },
  { code: 1005, says: 'without a code' },
  { code: 1011, says: 'The server failed' },
  { code: 1012, says: 'restarting', isSpread: true },
  { code: 1013, says: 'overloaded', isSpread: true },
]) {
  test(`C2: after close code ${code} the link says what happened and comes back`, async ({ deck, page }) => {
    await openConnections(page, deck.url)
    const modes = await recordAttribute(badgeOf(page), 'data-mode')
    const words = await recordText(badgeOf(page))
    await deck.fault(close(code))
    const failure = failureOf(page)
    await expect(failure).toContainText(says)
    await expect(failure).toContainText(`Close code ${code}`)
    if (code !== 1005) await expect(failure).toContainText('as the test <b>wishes</b>')
    // All clients were sent away at once: they come back spread over ten seconds, this one when it is asked.
    if (isSpread) await tryNow(page)
    await expectMode(page, 'websocket')
    expect(await modes()).toEqual(['websocket', 'connecting', 'websocket'])
    expect((await words()).some((text) => text.includes('attempt 2'))).toBe(true)
    await expect(factOf(sourceOf(page), 'Failures in a row')).toHaveText('1')
  })
}

test('C3: after close code 1008 the demo is signed in to anew once, and the link comes back', async ({
  deck,
  page,
}) => {
  await openConnections(page, deck.url)
  let signIns = 0
  page.on('request', (request) => {
    if (request.url().endsWith('/auth/login')) signIns++
  })
  await deck.fault(close(1008, 'Token has been revoked'))
  await expect(failureOf(page)).toContainText('Close code 1008')
  await expectMode(page, 'websocket')
  expect(signIns).toBe(1)
})

test('C1: cut off without a close frame, the link waits, tries again and is live; "Try now" does not wait', async ({
  deck,
  page,
}) => {
  await openConnections(page, deck.url)
  await deck.fault(lasting('refuse'))
  await deck.fault(cut)
  const failure = failureOf(page)
  await expect(failure).toContainText('Close code 1006')
  await expect(failure).toContainText('Watchdeck keeps trying.')
  // By now the next try is some seconds away.
  await expect(factOf(sourceOf(page), 'Failures in a row')).toHaveText('3')
  await deck.endFaults()
  await tryNow(page)
  await expectMode(page, 'websocket')
  await expect(failure).not.toContainText('Watchdeck keeps trying.')
})

test('C4, T4, V6: while sockets are refused polling takes over, hands back, and nothing is lost, doubled or moved', async ({
  deck,
  page,
  startTelemetry,
}) => {
  const telemetry = await startTelemetry(deck.url)
  await watchLayoutShift(page)
  await openCounting(page, deck.url, telemetry)
  const modes = await recordAttribute(badgeOf(page), 'data-mode')
  const words = await recordText(badgeOf(page))
  await deck.fault(lasting('refuse'))
  await deck.fault(cut)
  await expectMode(page, 'polling')
  await expect(badgeOf(page)).toContainText('Polling')
  await expectRows(page, 'polled', 2)
  await expect(cardOf(page, OWN_VALUE.name)).toHaveAttribute('data-freshness', 'live')

  await deck.endFaults()
  await expectMode(page, 'websocket')
  expect(await modes()).toEqual(['websocket', 'connecting', 'polling', 'websocket'])
  const said = (await words()).join('\n')
  for (const attempt of [2, 3, 4]) expect(said).toContain(`attempt ${attempt}`)
  await expectRows(page, 'filled from history', 1)
  await expectCountedOnce(page, telemetry)
  expect(await layoutShift(page)).toBeLessThanOrEqual(0.1)
})

test('a WebSocket that is blocked while REST answers is told from an outage', async ({ deck, page }) => {
  await openConnections(page, deck.url)
  await deck.fault(lasting('refuse'))
  await deck.fault(cut)
  await expect(failureOf(page)).toContainText('A proxy may block WebSockets.')
})

test('C1: a server that accepts and then closes is no success: the attempts count up, and polling takes over', async ({
  deck,
  page,
}) => {
  await openConnections(page, deck.url)
  await deck.fault(lasting('accept-then-close', { code: 1011, reason: 'not today' }))
  await deck.fault(cut)
  await expectMode(page, 'polling')
  await expect(factOf(sourceOf(page), 'Failures in a row')).toHaveText(/^[3-9]$/)
  await expect(failureOf(page)).toContainText('not today')
  await expect(factOf(sourceOf(page), 'Polling')).toHaveText('On')
  await deck.endFaults()
  await tryNow(page)
  await expectMode(page, 'websocket')
  await expect(factOf(sourceOf(page), 'Polling')).toHaveText('Off')
})

test('T2, C10: connected but silent is said, polling keeps the values live, and nothing is missing afterwards', async ({
  deck,
  page,
  startTelemetry,
}) => {
  const telemetry = await startTelemetry(deck.url)
  await openCounting(page, deck.url, telemetry)
  // How often frames come must be known before their absence can be told from a pause.
  await expectRows(page, 'live', 25)
  await deck.fault(lasting('mute'))
  await expect(badgeOf(page)).toContainText('Connected, but silent')
  await expectMode(page, 'websocket')
  await expect.poll(async () => (await tableRows(page))[0]?.arrival).toBe('polled')
  await expect(cardOf(page, OWN_VALUE.name)).toHaveAttribute('data-freshness', 'live')
  await deck.endFaults()
  await expect(badgeOf(page)).toContainText('Live')
  await expect.poll(async () => (await tableRows(page))[0]?.arrival).toBe('live')
  await expectCountedOnce(page, telemetry)
})

test('T1, T8, T3, T4: while the backend is down values go stale and stay; afterwards the gap is filled', async ({
  deck,
  page,
  startTelemetry,
}) => {
  const telemetry = await startTelemetry(deck.url)
  await openCounting(page, deck.url, telemetry)
  await expect(factOf(page, 'Reports every')).not.toHaveText('not learned yet')
  const card = cardOf(page, OWN_VALUE.name)
  const freshness = await recordAttribute(card, 'data-freshness')
  await deck.fault(lasting('down'))
  await expectMode(page, 'connecting')
  await expect(card).toHaveAttribute('data-freshness', 'stale')
  expect(await freshness()).toEqual(['live', 'late', 'stale'])
  await expect(card).toContainText(/\d+ s ago/)
  const shown = await card.innerText()
  await expect(badgeOf(page)).toContainText(/attempt [3-9]/)
  await expect(card).not.toContainText('No data yet')
  expect(shown).toMatch(/\d/)

  await deck.endFaults()
  await tryNow(page)
  await expectMode(page, 'websocket')
  await openTable(page)
  await expect(card).toHaveAttribute('data-freshness', 'live')
  await expectRows(page, 'filled from history', 1)
  await expectCountedOnce(page, telemetry)
})

test('while the backend is down Connections says that it cannot be reached, and when the next try is due', async ({
  deck,
  page,
}) => {
  await openConnections(page, deck.url)
  await deck.fault(lasting('down'))
  await expect(failureOf(page)).toContainText('502')
  await expect(factOf(sourceOf(page), 'Next try')).toContainText(/in \d+ s/)
  await expect(factOf(sourceOf(page), 'Polling')).toHaveText('Failing')
  await sourceOf(page).getByRole('button', { name: 'Read sensors and limits again' }).click()
  await expect(factOf(sourceOf(page), 'Health')).toContainText('Unavailable')
  await deck.endFaults()
  await tryNow(page)
  await expectMode(page, 'websocket')
  await expect(factOf(sourceOf(page), 'Health')).toContainText('OK')
  expect(await countOf(sourceOf(page), 'Failures in a row')).toBeGreaterThan(0)
})

test('C9: a handshake that nobody answers has a deadline and says so, at each source', async ({
  deck,
  page,
}) => {
  const links = [LINK, PLANT_LINK, PROCESSES_LINK]
  await page.goto(`${deck.url}/connections`)
  for (const link of links) await expectMode(page, 'websocket', link)
  await deck.fault(every.lasting('stall'))
  await deck.fault(every.cut)
  for (const source of [SOURCE, PLANT, PROCESSES]) {
    await expect(failureOf(page, source)).toContainText('did not complete the handshake in time')
  }
  for (const link of links) await expectMode(page, 'connecting', link)
  await deck.endFaults()
  for (const link of links) {
    await tryNow(page, link)
    await expectMode(page, 'websocket', link)
  }
})
