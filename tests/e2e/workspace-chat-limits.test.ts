// The limits of protocols/workspace-chat.md, met from both sides: 100 messages a minute, 1 MB, three connections a user;
// and presence and typing, said and heard.
import { countAttempts } from './attempts.ts'
import {
  CHAT,
  CHAT_LINK,
  CHAT_SYSTEM,
  expectShown,
  messageOf,
  newWord,
  openRoom,
  remembered,
  roomOf,
  visit,
  waitingOf,
  write,
  type Visitor,
} from './chat-room.ts'
import { faultsOf } from './faults.ts'
import { expect, test, type Page } from './fixture.ts'
import { badgeOf, expectMode, failureOf, goTo, tryNow } from './parts.ts'

test.describe.configure({ mode: 'parallel' })

/** As whom the demo signs in by itself. */
const SELF = 'operator'
const PER_MINUTE = 100
const MEGABYTE = 1_048_576

/** A backend that confirms each message at once, counts them, and has no limits. */
async function playBackend(page: Page): Promise<() => string[]> {
  const said: string[] = []
  await page.routeWebSocket(new RegExp(`/sources/${CHAT}/ws`), (socket) => {
    const send = (frame: object): void => socket.send(JSON.stringify(frame))
    send({ type: 'connected', userId: 'ws_user_1', username: SELF, connectedUsers: 1 })
    socket.onMessage((frame) => {
      const { type, text } = JSON.parse(String(frame)) as { type: string; text?: string }
      if (type !== 'message:send' || text === undefined) return
      said.push(text)
      const createdAt = new Date().toISOString()
      send({ type: 'message:new', data: { id: `msg_${said.length}`, username: SELF, text, createdAt } })
    })
  })
  return () => said
}

test('the hundred and first message of a minute waits, says so, and follows by itself', async ({
  deck,
  page,
}) => {
  const word = newWord()
  const said = await playBackend(page)
  await page.clock.install()
  await openRoom(page, deck, '&engine=page')
  const wanted = Array.from({ length: PER_MINUTE + 2 }, (_, index) => `${word} ${index}.`)
  for (const text of wanted) await write(page, text)
  await expect.poll(() => said().length).toBe(PER_MINUTE)
  await expect(waitingOf(page, word)).toHaveCount(2)
  await expect(waitingOf(page, word).first()).toContainText(
    'Waits: The server takes 100 messages a minute. The rest follows by itself.',
  )
  expect(said()).toEqual(wanted.slice(0, PER_MINUTE))
  await page.clock.fastForward(61_000)
  await expect.poll(said).toEqual(wanted)
  await expect(waitingOf(page)).toHaveCount(0)
})

test('what this user says elsewhere counts too: the server would refuse one more, so it waits, says so, and is not lost', async ({
  page,
  startDeck,
}) => {
  const deck = await startDeck()
  const word = newWord()
  const elsewhere = await visit(deck.url, SELF)
  await openRoom(page, deck)
  for (let count = 0; count < PER_MINUTE; count++) elsewhere.say(`elsewhere ${count}.`)
  await expect(messageOf(page, `elsewhere ${PER_MINUTE - 1}.`)).toBeVisible()
  await write(page, `${word} 1`)
  const waiting = waitingOf(page, word)
  await expect(waiting).toHaveAttribute('data-outbox', 'waiting')
  await expect(waiting).toContainText('Waits: The server takes 100 messages a minute.')
  expect((await remembered(deck.url)).map(({ text }) => text)).not.toContain(`${word} 1`)
  await waiting.getByRole('button', { name: 'Discard' }).click()
  await expect(waiting).toHaveCount(0)
  elsewhere.leave()
})

test('a text over 1 MB is not taken, with a clear word, and nothing is sent; one below arrives whole and is folded', async ({
  deck,
  page,
}) => {
  const word = newWord()
  const visitor = await visit(deck.url, 'visitor')
  await openRoom(page, deck)
  const field = roomOf(page).getByRole('textbox', { name: 'Write a message' })
  const tooLong = `${word} ${'x'.repeat(MEGABYTE)}`
  await field.fill(tooLong)
  await field.press('Enter')
  await expect(roomOf(page)).toContainText('It is too long: the server takes 1.0 MB at most.')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(waitingOf(page)).toHaveCount(0)
  // Fits by itself, but not with its frame around it: only the frame is measured by the server.
  await field.fill(`${word} ${'y'.repeat(MEGABYTE - word.length - 4)}`)
  await field.press('Enter')
  await expect(waitingOf(page, word)).toContainText(
    'Not taken: It is too long: the server takes 1.0 MB at most.',
  )
  await waitingOf(page, word).getByRole('button', { name: 'Discard' }).click()
  expect(visitor.messages(SELF).filter((text) => text.includes(word))).toEqual([])

  const long = `${word} ${'z'.repeat(900_000)}`
  await field.fill(long)
  await field.press('Enter')
  await expect(messageOf(page, word)).toContainText('Show all 900,010 characters')
  await expect(waitingOf(page)).toHaveCount(0)
  await expect.poll(() => visitor.messages(SELF).filter((text) => text.includes(word))).toEqual([long])
  visitor.leave()
})

test('a fourth tab does not ask for a fourth connection: it says so and polls, until another one is closed', async ({
  context,
  deck,
  page,
}) => {
  const word = newWord()
  const visitor = await visit(deck.url, 'visitor')
  await openRoom(page, deck)
  const others = [await context.newPage(), await context.newPage()]
  for (const other of others) await openRoom(other, deck)
  const fourth = await context.newPage()
  const counted = countAttempts(fourth, { sockets: `/sources/${CHAT}/ws` })
  await fourth.goto(`${deck.url}/connections`)
  await expectMode(fourth, 'polling', CHAT_LINK)
  await expect(failureOf(fourth, CHAT)).toContainText(
    'The server takes 3 connections of one user, and this browser has them open already. Close another tab.',
  )
  expect(counted.sockets).toBe(0)
  visitor.say(`${word} 1`)
  await fourth.goto(`${deck.url}/messages?source=${CHAT}`)
  await expectShown(fourth, word, [`${word} 1`])
  await page.close()
  await tryNow(fourth, CHAT_LINK)
  await expectMode(fourth, 'websocket', CHAT_LINK)
  visitor.leave()
})

test('connections of the same name elsewhere count too: the server’s refusal is told, and the link goes on trying', async ({
  deck,
  page,
}) => {
  const elsewhere = await Promise.all([1, 2, 3].map(() => visit(deck.url, SELF)))
  await page.goto(`${deck.url}/connections`)
  await expectMode(page, 'polling', CHAT_LINK)
  await expect(failureOf(page, CHAT)).toContainText(
    'This name has as many connections as the server takes. Close one of the others.',
  )
  elsewhere[0]?.leave()
  await tryNow(page, CHAT_LINK)
  await expectMode(page, 'websocket', CHAT_LINK)
  for (const one of elsewhere) one.leave()
})

function personOf(page: Page, name: string) {
  return page
    .getByRole('region', { name: 'People' })
    .getByRole('listitem')
    .filter({ has: page.getByText(name, { exact: true }) })
}

function presencesOf({ heard }: Visitor, name: string): (string | undefined)[] {
  return heard().flatMap(({ type, data }) =>
    type === 'presence:update' && data?.username === name ? [data.status] : [],
  )
}

test('presence is heard, set, and said again after a reconnect', async ({ deck, page }) => {
  const visitor = await visit(deck.url, 'visitor')
  await openRoom(page, deck)
  for (const [status, shown] of [
    ['away', 'Away'],
    ['busy', 'Busy'],
    ['offline', 'Offline'],
    ['online', 'Online'],
  ]) {
    visitor.send({ type: 'presence:update', status })
    await expect(personOf(page, 'visitor')).toContainText(shown ?? '')
  }
  await expect(personOf(page, SELF)).toContainText('(you)')
  await page.getByRole('combobox', { name: 'Your presence' }).selectOption('Busy')
  await expect.poll(() => presencesOf(visitor, SELF)).toEqual(['online', 'busy'])
  await expect(personOf(page, SELF)).toContainText('Busy')

  await deck.fault(faultsOf(CHAT_SYSTEM).cut)
  await visitor.comeBack()
  await expectMode(page, 'polling', CHAT_LINK)
  await tryNow(page, CHAT_LINK)
  await expectMode(page, 'websocket', CHAT_LINK)
  await expect.poll(() => presencesOf(visitor, SELF).slice(2)).toEqual(['online', 'busy'])
  await expect(page.getByRole('combobox', { name: 'Your presence' })).toHaveValue('busy')
  visitor.leave()
  await expect(personOf(page, 'visitor')).toContainText('Offline')
  await goTo(page, 'Overview')
  await expect(badgeOf(page, CHAT_LINK)).toContainText('Live')
})

test('typing is shown while it lasts, and told to others: once when it begins, once when it ends', async ({
  deck,
  page,
}) => {
  const visitor = await visit(deck.url, 'visitor')
  await openRoom(page, deck)
  visitor.send({ type: 'typing:indicator', isTyping: true })
  await expect(roomOf(page)).toContainText('visitor is typing …')
  visitor.send({ type: 'typing:indicator', isTyping: false })
  await expect(roomOf(page)).not.toContainText('is typing …')
  visitor.send({ type: 'typing:indicator', isTyping: true })
  await expect(roomOf(page)).toContainText('visitor is typing …')
  // Who wrote types no more.
  visitor.say(newWord())
  await expect(roomOf(page)).not.toContainText('is typing …')

  const told = () =>
    visitor
      .heard()
      .flatMap(({ type, data }) =>
        type === 'typing:indicator' && data?.username === SELF ? [data.isTyping] : [],
      )
  const field = roomOf(page).getByRole('textbox', { name: 'Write a message' })
  await field.pressSequentially('never sent')
  await expect.poll(told).toEqual([true])
  await field.press('Escape')
  await expect.poll(told).toEqual([true, false])
  // Not more often than every few seconds.
  const typeOn = async () => field.pressSequentially('x').then(told)
  await expect.poll(typeOn).toEqual([true, false, true])
  await field.press('Enter')
  await expect.poll(told).toEqual([true, false, true, false])
  visitor.leave()
})
