// What becomes of a chat when its sockets close, are cut, refused, dropped at once or silent, and while its backend is
// down (protocols/workspace-chat.md; rules C1, C2, C4, C9, T4, T6): whatever others wrote meanwhile is there, once each.
import { countAttempts } from './attempts.ts'
import {
  CHAT,
  CHAT_LINK,
  CHAT_SYSTEM,
  expectShown,
  keepOut,
  newWord,
  openRoom,
  visit,
  type Visitor,
} from './chat-room.ts'
import { faultsOf } from './faults.ts'
import { expect, test, type Page } from './fixture.ts'
import {
  badgeOf,
  countOf,
  expectMode,
  factOf,
  failureOf,
  goTo,
  openConnections,
  recordAttribute,
  recordText,
  sourceOf,
  tryNow,
} from './parts.ts'

test.describe.configure({ mode: 'parallel' })

const { close, lasting } = faultsOf(CHAT_SYSTEM)

let visitor: Visitor
test.beforeEach(async ({ deck }) => {
  visitor = await visit(deck.url, 'visitor')
})
test.afterEach(() => visitor.leave())

function factOfLink(page: Page, name: string) {
  return factOf(sourceOf(page, CHAT), name)
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
  test(`C2: after close code ${code} messages are polled at once, and the socket comes back; none is lost or doubled`, async ({
    deck,
    page,
  }) => {
    const word = newWord()
    await openRoom(page, deck)
    visitor.say(`${word} before`)
    await expectShown(page, word, [`${word} before`])
    await goTo(page, 'Connections')
    const modes = await recordAttribute(badgeOf(page, CHAT_LINK), 'data-mode')
    const words = await recordText(badgeOf(page, CHAT_LINK))
    await deck.fault(close(code))
    await visitor.comeBack()
    visitor.say(`${word} meanwhile`)
    await expect(failureOf(page, CHAT)).toContainText(says)
    await expect(failureOf(page, CHAT)).toContainText(`Close code ${code}`)
    await expectMode(page, 'polling', CHAT_LINK)
    // All clients were sent away at once: they come back spread over seconds, this one when it is asked.
    if (isSpread) await tryNow(page, CHAT_LINK)
    await expectMode(page, 'websocket', CHAT_LINK)
    visitor.say(`${word} after`)
    expect(await modes()).toEqual(['websocket', 'connecting', 'polling', 'websocket'])
    expect((await words()).join()).toContain('Polling · attempt 2')
    await expect(factOfLink(page, 'Failures in a row')).toHaveText('1')
    await page.goBack()
    await expectShown(page, word, [`${word} before`, `${word} meanwhile`, `${word} after`])
  })
}

test('C2: after close code 1008 the socket halts for good, which is said, while polling goes on; "Try now" opens it', async ({
  deck,
  page,
}) => {
  const word = newWord()
  await openRoom(page, deck)
  const counted = countAttempts(page, {
    polls: `/sources/${CHAT}/api/messages`,
    sockets: `/sources/${CHAT}/ws`,
  })
  const said = await recordText(page.locator('[data-announcer]'))
  await deck.fault(close(1008))
  await visitor.comeBack()
  await expect(badgeOf(page, CHAT_LINK)).toContainText('Polling · halted')
  await expect.poll(async () => (await said()).join()).toMatch(/Control room: .*halted/)
  visitor.say(`${word} polled`)
  await expectShown(page, word, [`${word} polled`])
  await goTo(page, 'Connections')
  await expect(failureOf(page, CHAT)).toContainText('The server refuses this client.')
  await expect(failureOf(page, CHAT)).toContainText('Ask whoever runs the backend.')
  await expect(factOfLink(page, 'Socket')).toHaveText('Closed for good')
  // In the time of three polls a link that tries would have tried.
  await expect.poll(() => counted.polls).toBeGreaterThanOrEqual(3)
  expect(counted.sockets).toBe(0)
  await page.goBack()
  await tryNow(page, CHAT_LINK)
  await expectMode(page, 'websocket', CHAT_LINK)
  visitor.say(`${word} live`)
  await expectShown(page, word, [`${word} polled`, `${word} live`])
})

test('C3: a 1008 that is about the name asks for a name once more, and the link comes back by itself', async ({
  deck,
  page,
}) => {
  await openConnections(page, deck.url, CHAT_LINK)
  await deck.fault(close(1008, 'Username required'))
  await expect(failureOf(page, CHAT)).toContainText(
    'The server does not accept the sign-in: Username required',
  )
  await expectMode(page, 'websocket', CHAT_LINK)
  await expect(badgeOf(page, CHAT_LINK)).toContainText('Live')
})

/** Tries on until so many failures in a row are counted; attempts of its own count too. */
async function failUntil(page: Page, failures: number): Promise<void> {
  const counted = () => countOf(sourceOf(page, CHAT), 'Failures in a row')
  for (let before = await counted(); before < failures; before = await counted()) {
    await tryNow(page, CHAT_LINK)
    await expect.poll(counted).toBeGreaterThan(before)
  }
}

/** The seconds that each countdown began with, where these texts are what was shown of it. */
function waitsIn(texts: readonly string[]): number[] {
  const seconds = texts.map((text) => Number(/in (\d+) s/.exec(text)?.[1] ?? 0))
  return seconds.filter((shown, index) => shown > (seconds[index - 1] ?? 0))
}

test('C1, C4: refused again and again the waits are 3, 6, 12 … 30 s; after five attempts the user is told, it goes on, and messages are polled', async ({
  deck,
  page,
}) => {
  const word = newWord()
  await openRoom(page, deck)
  await goTo(page, 'Connections')
  const words = await recordText(badgeOf(page, CHAT_LINK))
  const next = await recordText(factOfLink(page, 'Next try'))
  await keepOut(deck, visitor, lasting('refuse'))
  await failUntil(page, 3)
  await expect(failureOf(page, CHAT)).toContainText('A proxy may block WebSockets.')
  await failUntil(page, 6)
  await expect(badgeOf(page, CHAT_LINK)).toContainText('Polling · connection lost · attempt 7')
  const told = (await words()).filter((text) => text.includes('connection lost'))
  expect(told.filter((text) => !/attempt [67]/.test(text))).toEqual([])
  const waits = waitsIn(await next())
  expect(waits.length).toBeGreaterThanOrEqual(6)
  // Each ± 20 %, in whole seconds of a clock that ticks once a second.
  waits.forEach((wait, index) => {
    const documented = Math.min(3 * 2 ** index, 30)
    expect(wait, `after failure ${index + 1}`).toBeGreaterThanOrEqual(Math.floor(documented * 0.8) - 1)
    expect(wait, `after failure ${index + 1}`).toBeLessThanOrEqual(documented * 1.2 + 1)
  })
  for (const number of [1, 2, 3]) visitor.say(`${word} ${number}`)
  const wanted = [1, 2, 3].map((number) => `${word} ${number}`)
  await page.goBack()
  await expectShown(page, word, wanted)
  await deck.endFaults()
  await tryNow(page, CHAT_LINK)
  await expectMode(page, 'websocket', CHAT_LINK)
  await expectShown(page, word, wanted)
  visitor.say(`${word} 4`)
  await expectShown(page, word, [...wanted, `${word} 4`])
})
