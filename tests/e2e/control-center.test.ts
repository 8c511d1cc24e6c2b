// What becomes of the demo's processes when the sockets of their Control Center close, are refused, dropped at once or
// silent, and while its backend is down (protocols/control-center.md; rules C1, C2, C4, C9, C10, T1, T2, T8).
import { countAttempts } from './attempts.ts'
import { faultsOf } from './faults.ts'
import { expect, test, type Page } from './fixture.ts'
import {
  badgeOf,
  cardOf,
  countOf,
  expectMode,
  factOf,
  failureOf,
  goTo,
  openConnections,
  PROCESSES,
  PROCESSES_LINK,
  recordAttribute,
  recordText,
  sourceOf,
  tryNow,
} from './parts.ts'

test.describe.configure({ mode: 'parallel' })

const { close, cut, lasting } = faultsOf('control-center')
/** A new value with each state. */
const METRIC = 'Queries'

const ATTEMPTS = { polls: `/sources/${PROCESSES}/api/status`, sockets: `/sources/${PROCESSES}/ws` }

function factOfLink(page: Page, name: string) {
  return factOf(sourceOf(page, PROCESSES), name)
}

for (const { code, says, isSpread } of [
  { code: 1001, says: 'going away, perhaps to restart' },
  { code: 1006, says: 'broke off' },
  { code: 1011, says: 'The server failed' },
  { code: 1005, says: 'without a code' },
  { code: 1012, says: 'restarting', isSpread: true },
  { code: 1013, says: 'overloaded', isSpread: true },
]) {
  test(`C2: after close code ${code} the state is polled at once, and the socket comes back`, async ({
    deck,
    page,
  }) => {
    await openConnections(page, deck.url, PROCESSES_LINK)
    const modes = await recordAttribute(badgeOf(page, PROCESSES_LINK), 'data-mode')
    const words = await recordText(badgeOf(page, PROCESSES_LINK))
    await deck.fault(close(code))
    await expect(failureOf(page, PROCESSES)).toContainText(says)
    await expect(failureOf(page, PROCESSES)).toContainText(`Close code ${code}`)
    await expectMode(page, 'polling', PROCESSES_LINK)
    if (isSpread) await tryNow(page, PROCESSES_LINK)
    await expectMode(page, 'websocket', PROCESSES_LINK)
    expect(await modes()).toEqual(['websocket', 'connecting', 'polling', 'websocket'])
    expect((await words()).join()).toContain('Polling · attempt 2')
    await expect(factOfLink(page, 'Failures in a row')).toHaveText('1')
  })
}

for (const { code, says } of [
  { code: 1000, says: 'It is opened again only when you ask for it.' },
  { code: 1008, says: 'a policy was violated' },
]) {
  test(`C2: after close code ${code} the socket halts for good, which is said, while polling goes on; "Try now" opens it`, async ({
    deck,
    page,
  }) => {
    await openConnections(page, deck.url, PROCESSES_LINK)
    const counted = countAttempts(page, ATTEMPTS)
    const said = await recordText(page.locator('[data-announcer]'))
    await deck.fault(close(code))
    const badge = badgeOf(page, PROCESSES_LINK)
    await expect(badge).toContainText('Polling · halted')
    await expect(failureOf(page, PROCESSES)).toContainText(says)
    await expect(failureOf(page, PROCESSES)).toContainText('Ask whoever runs the backend.')
    await expect(factOfLink(page, 'Socket')).toHaveText('Closed for good')
    await expect(factOfLink(page, 'Next try')).toHaveText('–')
    await expect.poll(async () => (await said()).join()).toMatch(/Demo processes: .*halted/)
    // In the time of three polls a link that tries would have tried.
    await expect.poll(() => counted.polls).toBeGreaterThanOrEqual(3)
    expect(counted.sockets).toBe(0)

    await goTo(page, 'Health')
    await expect(cardOf(page, 'Plant')).toHaveAttribute('data-freshness', 'live')
    await expect(page.locator('[data-overall]')).toContainText('Demo processes')
    await tryNow(page, PROCESSES_LINK)
    await expectMode(page, 'websocket', PROCESSES_LINK)
    await expect(badge).toContainText('Live')
  })
}

/** Tries on until so many failures in a row are counted; attempts of its own count too. */
async function failUntil(page: Page, failures: number): Promise<void> {
  const counted = () => countOf(sourceOf(page, PROCESSES), 'Failures in a row')
  for (let before = await counted(); before < failures; before = await counted()) {
    await tryNow(page, PROCESSES_LINK)
    await expect.poll(counted).toBeGreaterThan(before)
  }
}

/** The seconds that each countdown began with, where these texts are what was shown of it. */
function waitsIn(texts: readonly string[]): number[] {
  const seconds = texts.map((text) => Number(/in (\d+) s/.exec(text)?.[1] ?? 0))
  return seconds.filter((shown, index) => shown > (seconds[index - 1] ?? 0))
}

test('C1: refused again and again the waits double from 3 s to 30 s; after ten attempts the user is told, and it goes on', async ({
  deck,
  page,
}) => {
  await openConnections(page, deck.url, PROCESSES_LINK)
  const said = await recordText(page.locator('[data-announcer]'))
  const words = await recordText(badgeOf(page, PROCESSES_LINK))
  const next = await recordText(factOfLink(page, 'Next try'))
  await deck.fault(lasting('refuse'))
  await deck.fault(cut)
  await failUntil(page, 3)
  await expectMode(page, 'polling', PROCESSES_LINK)
  await expect(failureOf(page, PROCESSES)).toContainText('A proxy may block WebSockets.')
  await failUntil(page, 10)
  await expect(badgeOf(page, PROCESSES_LINK)).toContainText('Polling · connection lost · attempt 11')
  const told = (await words()).filter((text) => text.includes('connection lost'))
  expect(told.filter((text) => !/attempt 1[1-9]/.test(text))).toEqual([])
  const waits = waitsIn(await next())
  expect(waits.length).toBeGreaterThanOrEqual(10)
  // Each ± 20 %, in whole seconds of a clock that ticks once a second.
  waits.forEach((wait, index) => {
    const documented = Math.min(3 * 2 ** index, 30)
    expect(wait, `after failure ${index + 1}`).toBeGreaterThanOrEqual(Math.floor(documented * 0.8) - 1)
    expect(wait, `after failure ${index + 1}`).toBeLessThanOrEqual(documented * 1.2 + 1)
  })
  await expect.poll(async () => (await said()).join()).toMatch(/Demo processes: .*connection lost/)
  await deck.endFaults()
  await tryNow(page, PROCESSES_LINK)
  await expectMode(page, 'websocket', PROCESSES_LINK)
  await goTo(page, 'Events')
  await expect(page.getByText(/Not connected after 10 attempts, trying on\./)).toBeVisible()
})

test('C1: a server that accepts and then closes is no success: the attempts count up while polling goes on', async ({
  deck,
  page,
}) => {
  await openConnections(page, deck.url, PROCESSES_LINK)
  const modes = await recordAttribute(badgeOf(page, PROCESSES_LINK), 'data-mode')
  await deck.fault(lasting('accept-then-close', { code: 1011, reason: 'not today' }))
  await deck.fault(cut)
  await failUntil(page, 3)
  await expect(failureOf(page, PROCESSES)).toContainText('not today')
  await expect(factOfLink(page, 'Polling')).toHaveText('On')
  await deck.endFaults()
  await tryNow(page, PROCESSES_LINK)
  await expectMode(page, 'websocket', PROCESSES_LINK)
  expect(await modes()).toEqual(['websocket', 'connecting', 'polling', 'websocket'])
})

test('T2, C10: connected but silent is said, and polling keeps the components live until the socket speaks again', async ({
  deck,
  page,
}) => {
  await page.goto(`${deck.url}/health`)
  await expectMode(page, 'websocket', PROCESSES_LINK)
  const card = cardOf(page, 'Plant')
  await expect(card).toHaveAttribute('data-freshness', 'live')
  const counted = countAttempts(page, ATTEMPTS)
  await deck.fault(lasting('mute'))
  await expect(badgeOf(page, PROCESSES_LINK)).toContainText('Connected, but silent')
  await expectMode(page, 'websocket', PROCESSES_LINK)
  await expect.poll(() => counted.polls).toBeGreaterThanOrEqual(2)
  await expect(card).toHaveAttribute('data-freshness', 'live')
  expect(counted.sockets).toBe(0)
  await deck.endFaults()
  await expect(badgeOf(page, PROCESSES_LINK)).toContainText('Live')
})

test('C9: a socket that opens and does not greet is given up after its deadline, and the state is polled', async ({
  deck,
  page,
}) => {
  await openConnections(page, deck.url, PROCESSES_LINK)
  await deck.fault(lasting('mute'))
  await deck.fault(cut)
  await tryNow(page, PROCESSES_LINK)
  await expect(failureOf(page, PROCESSES)).toContainText('the server did not greet')
  await expectMode(page, 'polling', PROCESSES_LINK)
  await deck.endFaults()
  await tryNow(page, PROCESSES_LINK)
  await expectMode(page, 'websocket', PROCESSES_LINK)
})

test('T1, T8: down and back, components are "last known" with no values to believe, then all is live again', async ({
  deck,
  page,
}) => {
  await page.goto(`${deck.url}/health`)
  await expectMode(page, 'websocket', PROCESSES_LINK)
  const card = cardOf(page, 'Plant')
  await expect(factOf(card, 'Process')).toHaveText(/^\d+$/)
  await expect(card.locator('data')).toHaveCount(2)
  await deck.fault(lasting('down'))
  await expect(card).toHaveAttribute('data-freshness', 'stale')
  await expect(card).toHaveAttribute('data-state', 'unknown')
  await expect(card).toContainText(/Last known running, \d+ s ago/)
  await expect(factOf(card, 'Process')).toHaveText('–')
  await expect(card.locator('data')).toHaveCount(0)
  await expect(cardOf(page, METRIC)).toHaveAttribute('data-freshness', 'stale')
  await expect(page.locator('[data-overall]')).not.toContainText('All well')
  await deck.endFaults()
  await tryNow(page, PROCESSES_LINK)
  await expectMode(page, 'websocket', PROCESSES_LINK)
  await expect(card).toHaveAttribute('data-state', 'normal')
  await expect(factOf(card, 'Process')).toHaveText(/^\d+$/)
  await expect(cardOf(page, METRIC)).toHaveAttribute('data-freshness', 'live')
})
