// What becomes of the demo's jobs and their chat when their sockets close, are refused, dropped at once, quiet or never
// answered, and while their backend is down (protocols/newloom-chat-and-streams.rst; rules C1, C2, C4, C9, T2).
import { countAttempts } from './attempts.ts'
import { faultsOf } from './faults.ts'
import { expect, test, type Deck, type Page } from './fixture.ts'
import {
  badgeOf,
  cardOf,
  countOf,
  expectMode,
  factOf,
  failureOf,
  goTo,
  JOBS,
  JOBS_CHAT_LINK,
  JOBS_LINK,
  numberIn,
  openConnections,
  recordAttribute,
  recordText,
  sourceOf,
  tryNow,
} from './parts.ts'

test.describe.configure({ mode: 'parallel' })

const { close, cut, lasting } = faultsOf('newloom')
const ATTEMPTS = {
  polls: `/sources/${JOBS}/api/v1/streams/`,
  streams: `/sources/${JOBS}/ws/streams/`,
  chat: `/sources/${JOBS}/ws/chat/`,
}
/** After 1012 and 1013 all clients come back spread over ten seconds, and are up five seconds later. */
const BACK = { timeout: 40_000 }
/** ± 20 %, and the second that a countdown may show too few. */
const ABOUT_30_SECONDS = { least: 23, most: 36 }

/** The view that needs both links. */
async function openMessages(page: Page, deck: Deck): Promise<void> {
  await page.goto(`${deck.url}/messages?source=${JOBS}`)
  for (const link of [JOBS_LINK, JOBS_CHAT_LINK]) await expectMode(page, 'websocket', link)
}

for (const { code, says } of [
  { code: 1000, says: 'closed the connection normally' },
  { code: 1001, says: 'going away' },
  { code: 1005, says: 'without a code' },
  { code: 1006, says: 'broke off' },
  { code: 1011, says: 'The server failed' },
  { code: 1012, says: 'restarting' },
  { code: 1013, says: 'overloaded' },
]) {
  test(`C2, C4: after close code ${code} jobs are polled at once, both links say what happened and come back`, async ({
    deck,
    page,
  }) => {
    await openMessages(page, deck)
    const counted = countAttempts(page, ATTEMPTS)
    const links = [JOBS_LINK, JOBS_CHAT_LINK].map((link) => badgeOf(page, link))
    const modes = await Promise.all(links.map((badge) => recordAttribute(badge, 'data-mode')))
    const words = await Promise.all(links.map((badge) => recordText(badge)))
    await deck.fault(close(code))
    await expectMode(page, 'polling', JOBS_LINK)
    for (const badge of links) await expect(badge).toHaveAttribute('data-mode', 'websocket', BACK)
    expect(await modes[0]?.()).toEqual(['websocket', 'connecting', 'polling', 'websocket'])
    expect(await modes[1]?.()).toEqual(['websocket', 'connecting', 'websocket'])
    for (const said of words) expect((await said()).join()).toContain('attempt 2')
    expect(counted).toEqual({ polls: expect.any(Number), streams: 1, chat: 1 })
    expect(counted.polls).toBeGreaterThan(0)

    await goTo(page, 'Connections')
    await expect(failureOf(page, JOBS)).toContainText(says)
    await expect(failureOf(page, JOBS)).toContainText(`Close code ${code}`)
    await expect(factOf(sourceOf(page, JOBS), 'Polling')).toHaveText('Off')
    await goTo(page, 'Events')
    for (const link of ['Streams', 'Chat']) {
      const told = page.getByText(new RegExp(`${link}: Connection lost\\. .*${says}`))
      await expect(told.first()).toBeVisible()
    }
  })
}

/** The whole seconds until the next try, as they are shown first after this many failures in a row. */
async function waitAfter(page: Page, failures: number): Promise<number> {
  await expect.poll(() => countOf(sourceOf(page, JOBS), 'Failures in a row')).toBe(failures)
  return numberIn(await factOf(sourceOf(page, JOBS), 'Next try').innerText())
}

test('C1, C2: after 4002 the service is called not configured, and is tried each 30 s, however often it says so', async ({
  deck,
  page,
}) => {
  await openConnections(page, deck.url, JOBS_LINK)
  await deck.fault(lasting('accept-then-close', { code: 4002 }))
  await deck.fault(close(4002))
  for (const failures of [1, 2, 3, 4]) {
    const wait = await waitAfter(page, failures)
    expect(wait).toBeGreaterThanOrEqual(ABOUT_30_SECONDS.least)
    expect(wait).toBeLessThanOrEqual(ABOUT_30_SECONDS.most)
    await expect(failureOf(page, JOBS)).toContainText('This service is not configured on the server.')
    await expect(failureOf(page, JOBS)).toContainText('Close code 4002')
    await expect(factOf(sourceOf(page, JOBS), 'Polling')).toHaveText('On')
    if (failures < 4) await tryNow(page, JOBS_LINK)
  }
  await deck.endFaults()
  await tryNow(page, JOBS_LINK)
  await expectMode(page, 'websocket', JOBS_LINK)
})

test('C1, C4: refused upgrades are told from an outage; the waits double, and jobs come each 5 s by polling until then', async ({
  deck,
  page,
}) => {
  await openConnections(page, deck.url, JOBS_LINK)
  const modes = await recordAttribute(badgeOf(page, JOBS_LINK), 'data-mode')
  const words = await recordText(badgeOf(page, JOBS_LINK))
  await deck.fault(lasting('refuse'))
  await deck.fault(cut)
  await expectMode(page, 'polling', JOBS_LINK)
  const counted = countAttempts(page, ATTEMPTS)
  await expect(badgeOf(page, JOBS_LINK)).toContainText(/attempt 5/)
  // Waits of 1, 2, 4 and 8 s ± 20 % lie before; polls that came more often than each 5 s, or overlapped, would be more.
  expect(counted.polls).toBeGreaterThanOrEqual(1)
  expect(counted.polls).toBeLessThanOrEqual(4)
  await expect(failureOf(page, JOBS)).toContainText(
    'The server answers, but has no live connection for this.',
  )
  await expect(failureOf(page, JOBS)).toContainText('Watchdeck keeps trying.')
  await goTo(page, 'Health')
  await expect(cardOf(page, 'Retention')).toHaveAttribute('data-freshness', 'live')
  await deck.endFaults()
  await tryNow(page, JOBS_LINK)
  await expectMode(page, 'websocket', JOBS_LINK)
  expect(await modes()).toEqual(['websocket', 'connecting', 'polling', 'websocket'])
  const said = (await words()).join()
  for (const attempt of [2, 3, 4]) expect(said).toContain(`attempt ${attempt}`)
})

test('C1: a server that accepts and then closes is no success: the attempts count up, and it never looks live', async ({
  deck,
  page,
}) => {
  await openMessages(page, deck)
  const modes = await Promise.all(
    [JOBS_LINK, JOBS_CHAT_LINK].map((link) => recordAttribute(badgeOf(page, link), 'data-mode')),
  )
  await deck.fault(lasting('accept-then-close', { code: 1011, reason: 'not today' }))
  await deck.fault(cut)
  for (const link of [JOBS_LINK, JOBS_CHAT_LINK]) {
    await expect(badgeOf(page, link)).toContainText(/attempt [4-9]/)
  }
  expect(await modes[0]?.()).toEqual(['websocket', 'connecting', 'polling'])
  expect(await modes[1]?.()).toEqual(['websocket', 'connecting'])
  await goTo(page, 'Connections')
  await expect(failureOf(page, JOBS)).toContainText('not today')
  await deck.endFaults()
  await tryNow(page, JOBS_LINK)
  await expectMode(page, 'websocket', JOBS_LINK)
})

test('T2, C4: nobody has to say anything: a quiet socket is up after five seconds, stays up, and is called live', async ({
  deck,
  page,
}) => {
  await deck.fault(lasting('mute'))
  const counted = countAttempts(page, ATTEMPTS)
  await openMessages(page, deck)
  await expect(badgeOf(page, JOBS_LINK)).toContainText('Live')
  await goTo(page, 'Health')
  const card = cardOf(page, 'Minute roll-up')
  await expect(card).toHaveAttribute('data-freshness', 'live')
  await goTo(page, 'Connections')
  await expect(factOf(sourceOf(page, JOBS), 'Frames received')).toHaveText('0')
  await expect(factOf(sourceOf(page, JOBS), 'Socket')).toHaveText('Open')
  await expect(factOf(sourceOf(page, JOBS), 'Polling')).toHaveText('Off')
  await expect(failureOf(page, JOBS)).toHaveText('None since the page was opened')
  expect([counted.streams, counted.chat]).toEqual([1, 1])
})

test('C9: a handshake that nobody answers is given up, said, and tried again, at both links', async ({
  deck,
  page,
}) => {
  await openMessages(page, deck)
  await deck.fault(lasting('stall'))
  await deck.fault(cut)
  for (const link of [JOBS_LINK, JOBS_CHAT_LINK]) {
    await expect(badgeOf(page, link)).toContainText(/attempt [3-9]/)
  }
  await goTo(page, 'Connections')
  await expect(failureOf(page, JOBS)).toContainText('did not complete the handshake in time')
  await deck.endFaults()
  await tryNow(page, JOBS_LINK)
  await expectMode(page, 'websocket', JOBS_LINK)
})

test('while their backend is down Connections says so, polls fail and come less often, and both are back with it', async ({
  deck,
  page,
}) => {
  await openMessages(page, deck)
  await deck.fault(lasting('down'))
  for (const link of [JOBS_LINK, JOBS_CHAT_LINK]) await expectMode(page, 'connecting', link)
  await goTo(page, 'Connections')
  await expect(failureOf(page, JOBS)).toContainText('502')
  await expect(factOf(sourceOf(page, JOBS), 'Polling')).toHaveText('Failing')
  await expect(factOf(sourceOf(page, JOBS), 'Next try')).toContainText(/in \d+ s/)
  await deck.endFaults()
  await tryNow(page, JOBS_LINK)
  await expectMode(page, 'websocket', JOBS_LINK)
  await goTo(page, 'Messages')
  await expectMode(page, 'websocket', JOBS_CHAT_LINK)
})
