// What becomes of the motor plant when its sockets close, are refused, dropped at once or silent, and while its backend
// is down (protocols/servosense-workspaces.md; rules C1, C2, C4, T1, T2, T3, T6).
import { expectDrawnOrLost } from './drawn.ts'
import { expectRows } from './counting.ts'
import { faultsOf } from './faults.ts'
import { expect, test, type Deck, type Page } from './fixture.ts'
import {
  badgeOf,
  cardOf,
  expectMode,
  factOf,
  failureOf,
  goTo,
  openConnections,
  openTable,
  PLANT,
  PLANT_LINK,
  recordAttribute,
  recordText,
  sourceOf,
  tableRows,
  tryNow,
} from './parts.ts'
import { VIBRATION, VIBRATION_PATH } from './plant.ts'

test.describe.configure({ mode: 'parallel' })

const { close, cut, lasting } = faultsOf('servosense')

/** The view of one sensor with its table. */
async function openSensor(page: Page, deck: Deck): Promise<void> {
  await page.goto(deck.url + VIBRATION_PATH)
  await expectMode(page, 'websocket', PLANT_LINK)
  await openTable(page)
  await expectRows(page, 'live', 3)
}

for (const { code, says, isSpread } of [
  { code: 1000, says: 'closed the connection normally' },
  { code: 1001, says: 'going away' },
  { code: 1005, says: 'without a code' },
  { code: 1006, says: 'broke off' },
  { code: 1011, says: 'The server failed' },
  { code: 1012, says: 'restarting', isSpread: true },
  { code: 1013, says: 'overloaded', isSpread: true },
]) {
  test(`C2: after close code ${code} the plant's link says what happened and comes back`, async ({
    deck,
    page,
  }) => {
    await openConnections(page, deck.url, PLANT_LINK)
    const modes = await recordAttribute(badgeOf(page, PLANT_LINK), 'data-mode')
    const words = await recordText(badgeOf(page, PLANT_LINK))
    await deck.fault(close(code))
    await expect(failureOf(page, PLANT)).toContainText(says)
    await expect(failureOf(page, PLANT)).toContainText(`Close code ${code}`)
    // All clients were sent away at once: they come back spread over seconds, this one when it is asked.
    if (isSpread) await tryNow(page, PLANT_LINK)
    await expectMode(page, 'websocket', PLANT_LINK)
    expect(await modes()).toEqual(['websocket', 'connecting', 'websocket'])
    expect((await words()).some((text) => text.includes('attempt 2'))).toBe(true)
    await expect(factOf(sourceOf(page, PLANT), 'Failures in a row')).toHaveText('1')
  })
}

test('C4, T3, T6: while sockets are refused polling takes over, not before ten seconds; what was sent is drawn or lost in a gap', async ({
  deck,
  page,
  plant,
}) => {
  const measured = await plant.witness(VIBRATION.id)
  await openSensor(page, deck)
  const modes = await recordAttribute(badgeOf(page, PLANT_LINK), 'data-mode')
  const words = await recordText(badgeOf(page, PLANT_LINK))
  await deck.fault(lasting('refuse'))
  await deck.fault(cut)
  await expectMode(page, 'polling', PLANT_LINK)
  // Waits of 0.5, 1, 2 and 4 s lie before: it is the time that counts here, not three failures.
  expect((await words()).join()).toMatch(/Connecting · attempt 5/)
  await expectRows(page, 'polled', 2)
  await expect(cardOf(page, VIBRATION.name)).toHaveAttribute('data-freshness', 'live')
  await goTo(page, 'Connections')
  await expect(failureOf(page, PLANT)).toContainText('A proxy may block WebSockets.')
  await expect(factOf(sourceOf(page, PLANT), 'Polling')).toHaveText('On')

  await deck.endFaults()
  await tryNow(page, PLANT_LINK)
  await expectMode(page, 'websocket', PLANT_LINK)
  await expect(factOf(sourceOf(page, PLANT), 'Polling')).toHaveText('Off')
  expect(await modes()).toEqual(['websocket', 'connecting', 'polling', 'websocket'])
  await page.goBack()
  await openTable(page)
  await expect.poll(async () => (await tableRows(page))[0]?.arrival).toBe('live')
  expect((await tableRows(page)).map(({ arrival }) => arrival)).toContain('No samples in between')
  await expectDrawnOrLost(page, measured)
})

test('C1: a server that accepts and then closes is no success: the attempts count up, and it never looks live', async ({
  deck,
  page,
}) => {
  await openConnections(page, deck.url, PLANT_LINK)
  const modes = await recordAttribute(badgeOf(page, PLANT_LINK), 'data-mode')
  await deck.fault(lasting('accept-then-close', { code: 1011, reason: 'not today' }))
  await deck.fault(cut)
  await expect(factOf(sourceOf(page, PLANT), 'Failures in a row')).toHaveText(/^[3-9]$/)
  await expect(failureOf(page, PLANT)).toContainText('not today')
  expect(await modes()).not.toContain('polling')
  await deck.endFaults()
  await tryNow(page, PLANT_LINK)
  await expectMode(page, 'websocket', PLANT_LINK)
  expect(await modes()).toEqual(['websocket', 'connecting', 'websocket'])
})

test('T2: connected but silent is said, and asked about once; what was sent meanwhile is drawn or lost in a gap', async ({
  deck,
  page,
  plant,
  startTelemetry,
}) => {
  const telemetry = await startTelemetry(deck.url)
  const measured = await plant.witness(VIBRATION.id)
  await openSensor(page, deck)
  // How often frames come must be known before their absence can be told from a pause.
  await expectRows(page, 'live', 14)
  let polls = 0
  page.on('request', (request) => {
    if (request.url().endsWith('/latest-readings/')) polls++
  })
  await deck.fault(lasting('mute'))
  await expect(badgeOf(page, PLANT_LINK)).toContainText('Connected, but silent')
  await expectMode(page, 'websocket', PLANT_LINK)
  await expect.poll(async () => (await tableRows(page))[0]?.arrival).toBe('polled')
  // Whoever polled each two seconds would have done so again meanwhile.
  telemetry.countUp()
  await expect.poll(telemetry.counted).toBeGreaterThan(15)
  expect(polls).toBe(1)
  await deck.endFaults()
  await expect(badgeOf(page, PLANT_LINK)).toContainText('Live')
  await expect.poll(async () => (await tableRows(page))[0]?.arrival).toBe('live')
  await expectDrawnOrLost(page, measured)
})

test('T1, T3, T6: down and back, values go stale and stay, and what nobody kept is a marked gap', async ({
  deck,
  page,
  plant,
}) => {
  const measured = await plant.witness(VIBRATION.id)
  await openSensor(page, deck)
  await expect(factOf(page, 'Reports every')).not.toHaveText('not learned yet')
  const head = cardOf(page, VIBRATION.name)
  const freshness = await recordAttribute(head, 'data-freshness')
  await deck.fault(lasting('down'))
  await expectMode(page, 'connecting', PLANT_LINK)
  await expect(head).toHaveAttribute('data-freshness', 'stale')
  expect(await freshness()).toEqual(['live', 'late', 'stale'])
  await expect(head).toContainText(/Stale, \d+ s ago/)
  await goTo(page, 'Connections')
  await expect(failureOf(page, PLANT)).toContainText('502')
  await deck.endFaults()
  await tryNow(page, PLANT_LINK)
  await expectMode(page, 'websocket', PLANT_LINK)
  await page.goBack()
  await openTable(page)
  await expect(head).toHaveAttribute('data-freshness', 'live')
  await expect
    .poll(async () => (await tableRows(page)).map(({ arrival }) => arrival))
    .toContain('No samples in between')
  await expectDrawnOrLost(page, measured)
})
