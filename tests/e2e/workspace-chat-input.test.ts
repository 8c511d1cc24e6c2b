// What others write, and what they call themselves, is text, whatever is in it; what is missing or wrong is said, and costs
// nothing else (rules V7, T6).
import {
  CHAT,
  CHAT_LINK,
  expectShown,
  messageOf,
  newWord,
  openRoom,
  roomOf,
  visit,
  waitingOf,
  write,
} from './chat-room.ts'
import { expect, test, type Page } from './fixture.ts'
import { badgeOf, countOf, goTo, sourceOf } from './parts.ts'

test.describe.configure({ mode: 'parallel' })

/** As whom the demo signs in by itself. */
const SELF = 'operator'

let dialogs = 0
test.beforeEach(({ page }) => {
  dialogs = 0
  page.on('dialog', async (dialog) => {
    dialogs++
    await dialog.dismiss()
  })
})

for (const { what, text, shown } of [
  { what: 'markup', text: '<img src=x onerror=alert(1)><b>bold</b><script>alert(1)</script>' },
  { what: 'a template', text: '{{ constructor.constructor("alert(1)")() }} ${7*7}' },
  { what: 'an address that runs', text: '[x](javascript:alert(1)) javascript:alert(1)' },
  { what: 'control characters', text: 'a\u0000b\u0007c\u001b[31md\u007f', shown: 'a␀b␇c␛[31md␡' },
  { what: 'turns of direction', text: '\u202egnp.exe\u202c end', shown: '\ufffdgnp.exe\ufffd end' },
  { what: 'right-to-left text', text: 'שלום עולם, مرحبا 123' },
  { what: 'emoji', text: '👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 𝒳' },
  { what: 'several lines', text: 'one\n\n  two\ttabbed' },
  { what: 'names of prototypes', text: '__proto__ constructor toString' },
]) {
  test(`V7: a message with ${what} is shown as text, from others and from oneself`, async ({
    deck,
    page,
  }) => {
    const word = newWord()
    const visitor = await visit(deck.url, 'visitor')
    await openRoom(page, deck)
    visitor.say(`${word} ${text}`)
    const expected = `${word} ${shown ?? text}`
    await expectShown(page, word, [expected])
    await write(page, `${text} ${word}`)
    await expectShown(page, word, [expected, `${shown ?? text} ${word}`])
    await expect(waitingOf(page)).toHaveCount(0)
    expect(visitor.messages(SELF)).toContain(`${text} ${word}`)
    await expect(messageOf(page, word).locator('img, b, script, a')).toHaveCount(0)
    expect(dialogs).toBe(0)
    visitor.leave()
  })
}

test('V7: names are text too, and those that only look alike are told apart', async ({ deck, page }) => {
  const word = newWord()
  const names = ['<b>Eve</b>', '__proto__', 'оperator', 'operator\u200b', '\u202etac']
  await openRoom(page, deck)
  const visitors = await Promise.all(names.map((name) => visit(deck.url, name)))
  const people = page.getByRole('region', { name: 'People' })
  for (const shown of ['<b>Eve</b>', '__proto__', '\ufffdtac']) {
    await expect(people.getByRole('listitem').filter({ hasText: shown })).toContainText('Online')
  }
  // One with a Cyrillic letter, one with a character that nobody sees.
  const alike = people.getByRole('listitem').filter({ hasText: `Looks like another name: ${SELF}` })
  await expect(alike).toHaveCount(2)
  await expect(people.locator('b')).toHaveCount(0)
  visitors[2]?.say(`${word} a trick`)
  await expectShown(page, word, [`${word} a trick`])
  await expect(messageOf(page, word)).not.toContainText('(you)')
  for (const visitor of visitors) visitor.leave()
})

/** Gives a function that sends the page whatever a broken server would send. */
async function interfere(page: Page): Promise<(...frames: object[]) => void> {
  const sockets: { send: (text: string) => void }[] = []
  await page.routeWebSocket(new RegExp(`/sources/${CHAT}/ws`), (socket) => {
    socket.connectToServer()
    sockets.push(socket)
  })
  return (...frames) => {
    for (const frame of frames) sockets.at(-1)?.send(JSON.stringify(frame))
  }
}

test('a missing text or username is said, what is neither is rejected, and good messages around them are all there', async ({
  deck,
  page,
}) => {
  const word = newWord()
  const send = await interfere(page)
  await openRoom(page, deck, '&engine=page')
  const message = (data: object) => ({ type: 'message:new', data })
  // Before the arrival, which is known no better than the backend's clock: to a second (K2).
  const createdAt = new Date(Date.now() - 3_000).toISOString()
  const ann = `ann ${word}`
  send(
    message({ id: 'msg_1', username: ann, text: `${word} 1`, createdAt }),
    message({ id: 'msg_2', username: ann, createdAt }),
    message({ id: 'msg_3', username: ann, text: { nested: true }, createdAt }),
    message({ id: 'msg_4', text: `${word} 4`, createdAt }),
    message({ id: 'msg_5', username: 17, text: `${word} 5`, createdAt }),
    message({ id: 'msg_6', createdAt }),
    message({ username: ann, text: `${word} 7` }),
    message({ id: {}, username: ann, text: `${word} 8`, createdAt: 'yesterday' }),
    { type: 'message:new', data: 'hello' },
    { type: 'message:new' },
  )
  await expectShown(
    page,
    word,
    [1, 4, 5, 7, 8].map((number) => `${word} ${number}`),
  )
  const ofAnn = roomOf(page).locator('li[data-key]').filter({ hasText: ann })
  await expect(ofAnn.filter({ hasText: 'without text' }).first()).toBeVisible()
  await expect(messageOf(page, `${word} 4`)).toContainText('Unknown author')
  await expect(messageOf(page, `${word} 5`)).toContainText('Unknown author')
  for (const number of [7, 8]) {
    await expect(messageOf(page, `${word} ${number}`)).toContainText('time of arrival')
  }
  await goTo(page, 'Connections')
  await expect.poll(() => countOf(sourceOf(page, CHAT), 'Parts rejected')).toBe(6)
  await sourceOf(page, CHAT)
    .getByText(/^Last rejected/)
    .click()
  await expect(sourceOf(page, CHAT).locator('details[open]')).toContainText(
    'message: expected a username or a text, found neither',
  )
  await expect(badgeOf(page, CHAT_LINK)).toContainText('Live')
})

test('a frame of 1 or 10 MB from somebody else is rejected before it is read, and counted; one a little shorter is shown', async ({
  page,
  startDeck,
}) => {
  const deck = await startDeck()
  const word = newWord()
  const send = await interfere(page)
  await openRoom(page, deck, '&engine=page')
  const message = (id: string, text: string) => ({
    type: 'message:new',
    data: { id, username: 'ann', text, createdAt: new Date().toISOString() },
  })
  send(
    message('msg_1', `${word} 1 ${'x'.repeat(1_048_576)}`),
    message('msg_2', `${word} 2 ${'y'.repeat(1_000_000)}`),
    { type: 'padding', data: 'z'.repeat(10_485_760) },
    message('msg_3', `${word} 3`),
  )
  await expect(messageOf(page, `${word} 3`)).toBeVisible()
  await expect(messageOf(page, word)).toHaveCount(2)
  const long = messageOf(page, `${word} 2`)
  await long.getByRole('button', { name: 'Show all 1,000,012 characters' }).click()
  await expect(long.getByRole('region', { name: 'The whole message' })).toBeVisible()
  await long.getByRole('button', { name: 'Show less' }).click()
  await goTo(page, 'Connections')
  await sourceOf(page, CHAT)
    .getByText(/^Last rejected/)
    .click()
  const rejected = sourceOf(page, CHAT).locator('details[open]')
  await expect(rejected).toContainText('1.0 MB is over the limit of 1.0 MB')
  await expect(rejected).toContainText('10.0 MB is over the limit of 1.0 MB')
  await expect(badgeOf(page, CHAT_LINK)).toContainText('Live')
})
