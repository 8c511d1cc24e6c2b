// What becomes of a chat whose backend drops each new socket, says nothing, never answers, is gone, or sends garbage,
// repeats, disorder and the time of a wrong clock (rules C1, C9, C10, T4, T6, V7, K2).
import {
  CHAT,
  CHAT_LINK,
  CHAT_SYSTEM,
  expectShown,
  keepOut,
  lastSaid,
  newWord,
  openRoom,
  visit,
  waitingOf,
  write,
  type Visitor,
} from './chat-room.ts'
import { faultsOf } from './faults.ts'
import { expect, test, type Deck, type Page } from './fixture.ts'
import {
  badgeOf,
  countOf,
  expectMode,
  factOf,
  failureOf,
  goTo,
  recordAttribute,
  sourceOf,
  tryNow,
} from './parts.ts'

test.describe.configure({ mode: 'parallel' })

const { lasting } = faultsOf(CHAT_SYSTEM)

let visitor: Visitor
test.beforeEach(async ({ deck }) => {
  visitor = await visit(deck.url, 'visitor')
})
test.afterEach(() => visitor.leave())

function factOfLink(page: Page, name: string) {
  return factOf(sourceOf(page, CHAT), name)
}

/** Opens the room, and Connections after it: going back leads to the room. */
async function openRoomThenConnections(page: Page, deck: Deck): Promise<void> {
  await openRoom(page, deck)
  await goTo(page, 'Connections')
  await expect(factOfLink(page, 'Socket')).toHaveText('Open')
}

test('C1: a server that accepts and then closes is no success: the attempts count up while messages are polled', async ({
  deck,
  page,
}) => {
  const word = newWord()
  await openRoomThenConnections(page, deck)
  const modes = await recordAttribute(badgeOf(page, CHAT_LINK), 'data-mode')
  await keepOut(deck, visitor, lasting('accept-then-close', { code: 1011, reason: 'not today' }))
  await expect(failureOf(page, CHAT)).toContainText('not today')
  await expect(factOfLink(page, 'Failures in a row')).toHaveText(/^[2-9]$/)
  await expect(factOfLink(page, 'Polling')).toHaveText('On')
  visitor.say(`${word} polled`)
  await page.goBack()
  await expectShown(page, word, [`${word} polled`])
  await deck.endFaults()
  await tryNow(page, CHAT_LINK)
  await expectMode(page, 'websocket', CHAT_LINK)
  visitor.say(`${word} live`)
  await expectShown(page, word, [`${word} polled`, `${word} live`])
  await goTo(page, 'Connections')
  await expect(factOfLink(page, 'Polling')).toHaveText('Off')
  expect(await modes()).toEqual(['websocket', 'connecting', 'polling', 'websocket'])
})

test('C9: a socket that opens and does not greet is given up after its deadline, and messages are polled', async ({
  deck,
  page,
}) => {
  const word = newWord()
  await openRoomThenConnections(page, deck)
  await keepOut(deck, visitor, lasting('mute'))
  await tryNow(page, CHAT_LINK)
  await expect(failureOf(page, CHAT)).toContainText('the server did not greet')
  await expectMode(page, 'polling', CHAT_LINK)
  visitor.say(`${word} unheard`)
  await page.goBack()
  await expectShown(page, word, [`${word} unheard`])
  await deck.endFaults()
  await tryNow(page, CHAT_LINK)
  // A socket that was opened just before waits for its greeting until the deadline.
  const restored = { timeout: 60_000 }
  await expect(badgeOf(page, CHAT_LINK)).toHaveAttribute('data-mode', 'websocket', restored)
  await expectShown(page, word, [`${word} unheard`])
})

test('C10: after a minute without a frame the link pings and asks REST, does not blame people who are quiet, and has read what was missed', async ({
  deck,
  page,
}) => {
  const word = newWord()
  let pings = 0
  let questions = 0
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      if (socket.url().includes(`/sources/${CHAT}/`) && String(payload).includes('"ping"')) pings++
    })
  })
  await openRoom(page, deck, '&engine=page')
  await deck.fault(lasting('mute'))
  page.on('request', (request) => {
    if (request.url().endsWith(`/sources/${CHAT}/api/health`)) questions++
  })
  visitor.say(`${word} unheard`)
  await expect
    .poll(() => ({ pinged: pings >= 3, asked: questions >= 1 }), { timeout: 80_000 })
    .toEqual({ pinged: true, asked: true })
  await expectShown(page, word, [`${word} unheard`])
  await expect(badgeOf(page, CHAT_LINK)).toContainText('Live')
  await deck.endFaults()
  visitor.say(`${word} heard`)
  await expectShown(page, word, [`${word} unheard`, `${word} heard`])
})

test('C9: a handshake that is never answered is given up after 30 seconds', async ({ deck, page }) => {
  const word = newWord()
  await openRoomThenConnections(page, deck)
  await keepOut(deck, visitor, lasting('stall'))
  await tryNow(page, CHAT_LINK)
  await expect(failureOf(page, CHAT)).toContainText(/did not (complete the handshake|answer) in time/, {
    timeout: 45_000,
  })
  visitor.say(`${word} stalled`)
  await deck.endFaults()
  await visitor.comeBack()
  await tryNow(page, CHAT_LINK)
  await expectMode(page, 'websocket', CHAT_LINK)
  await page.goBack()
  await expectShown(page, word, [`${word} stalled`])
})

test('down and back: what is known stays, who is there is unknown, and the chat goes on', async ({
  deck,
  page,
}) => {
  const word = newWord()
  await openRoom(page, deck)
  visitor.say(`${word} before`)
  visitor.send({ type: 'presence:update', status: 'busy' })
  const person = page
    .getByRole('region', { name: 'People' })
    .getByRole('listitem')
    .filter({ hasText: 'visitor' })
  await expect(person).toContainText('Busy')
  await deck.fault(lasting('down'))
  await expect(person).toContainText('Unknown')
  await expectShown(page, word, [`${word} before`])
  await goTo(page, 'Connections')
  await expect(failureOf(page, CHAT)).toContainText('502')
  await deck.endFaults()
  await visitor.comeBack()
  await tryNow(page, CHAT_LINK)
  await expectMode(page, 'websocket', CHAT_LINK)
  visitor.say(`${word} after`)
  await page.goBack()
  await expectShown(page, word, [`${word} before`, `${word} after`])
})

test('T6, V7: garbage is counted and shown as text, while every good message is there once', async ({
  deck,
  page,
}) => {
  const word = newWord()
  let dialogs = 0
  page.on('dialog', async (dialog) => {
    dialogs++
    await dialog.dismiss()
  })
  // So high that the whole conversation is in sight.
  await page.setViewportSize({ width: 1200, height: 8_000 })
  await openRoom(page, deck)
  await deck.fault(lasting('garbage'))
  const wanted = Array.from({ length: 70 }, (_, index) => `${word} ${index}.`)
  for (const text of wanted) visitor.say(text)
  await expectShown(page, word, wanted)
  await expect(page.getByText('<img src=x onerror=alert(1)><script>alert(1)</script>').first()).toBeVisible()
  await expect(page.locator('img[src="x"], main script')).toHaveCount(0)
  expect(dialogs).toBe(0)
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
  await goTo(page, 'Connections')
  await expect(badgeOf(page, CHAT_LINK)).toContainText('Live')
  await expect.poll(() => countOf(sourceOf(page, CHAT), 'Parts rejected')).toBeGreaterThan(20)
  await sourceOf(page, CHAT)
    .getByText(/^Last rejected/)
    .click()
  await expect(sourceOf(page, CHAT).locator('details[open]')).toContainText(/expected .+, found .+/)
})

test('T4: frames that come twice are shown once, one’s own too', async ({ deck, page }) => {
  const word = newWord()
  await deck.fault(lasting('duplicate'))
  await openRoom(page, deck)
  for (const number of [1, 2, 3]) visitor.say(`${word} ${number}`)
  await expectShown(
    page,
    word,
    [1, 2, 3].map((number) => `${word} ${number}`),
  )
  await write(page, `${word} own`)
  await expectShown(page, word, [...[1, 2, 3].map((number) => `${word} ${number}`), `${word} own`])
  await expect(waitingOf(page)).toHaveCount(0)
})

test('frames that change places stand in the order of their time', async ({ deck, page }) => {
  const word = newWord()
  await openRoom(page, deck)
  await deck.fault(lasting('out-of-order'))
  const wanted = [1, 2, 3, 4, 5, 6].map((number) => `${word} ${number}`)
  for (const text of wanted) {
    visitor.say(text)
    await expect.poll(() => lastSaid(deck.url)).toBe(text)
  }
  await expectShown(page, word, wanted)
})

for (const { by, says } of [
  { by: 3600, says: /60 min ahead, ± / },
  { by: -3600, says: /60 min behind, ± / },
]) {
  test(`K2: with a backend whose clock is wrong by ${by} s messages stand in order and one’s own is confirmed`, async ({
    deck,
    page,
  }) => {
    const word = newWord()
    await deck.fault(lasting('skew', { by }))
    await openRoom(page, deck)
    visitor.say(`${word} 1`)
    await expectShown(page, word, [`${word} 1`])
    await write(page, `${word} 2`)
    await expectShown(page, word, [`${word} 1`, `${word} 2`])
    await expect(waitingOf(page)).toHaveCount(0)
    visitor.say(`${word} 3`)
    await expectShown(page, word, [`${word} 1`, `${word} 2`, `${word} 3`])
    await goTo(page, 'Connections')
    await expect(factOfLink(page, 'Clock')).toContainText(says)
  })
}
