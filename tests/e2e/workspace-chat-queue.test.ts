// Messages written while nothing can be sent, in one tab and in two: visible in order, kept, sent once each; and what is
// said of one whose fate nobody knows (protocols/workspace-chat.md, "Message Queuing"; rule T6).
import {
  CHAT,
  CHAT_LINK,
  CHAT_SYSTEM,
  expectShown,
  keepOut,
  newWord,
  openRoom,
  remembered,
  visit,
  waitingOf,
  write,
  type Visitor,
} from './chat-room.ts'
import { faultsOf } from './faults.ts'
import { expect, test, type Deck, type Page } from './fixture.ts'
import { expectMode, goTo, sourceOf, tryNow } from './parts.ts'

test.describe.configure({ mode: 'parallel' })

const { cut, lasting } = faultsOf(CHAT_SYSTEM)
/** As whom the demo signs in by itself. */
const SELF = 'operator'

let visitor: Visitor
test.beforeEach(async ({ deck }) => {
  visitor = await visit(deck.url, 'visitor')
})
test.afterEach(() => visitor.leave())

const numbered = (word: string, ...numbers: number[]): string[] =>
  numbers.map((number) => `${word} ${number}`)

/** What the visitor heard of us, and what the backend remembers of us. */
async function arrived(deck: Deck, word: string): Promise<{ heard: string[]; remembered: string[] }> {
  const all = await remembered(deck.url)
  return {
    heard: visitor.messages(SELF).filter((text) => text.includes(word)),
    remembered: all.filter(({ text }) => text.includes(word)).map(({ text }) => text),
  }
}

async function expectArrived(deck: Deck, word: string, texts: string[]): Promise<void> {
  await expect.poll(() => arrived(deck, word)).toEqual({ heard: texts, remembered: texts })
}

async function expectWaiting(page: Page, word: string, texts: string[]): Promise<void> {
  await expect
    .poll(() =>
      waitingOf(page, word)
        .locator('.text')
        .evaluateAll((all) => all.map((one) => one.textContent.trim())),
    )
    .toEqual(texts)
}

test('T6: what is written while nothing can be sent is visible in order, survives a reload, and arrives in order, once each', async ({
  deck,
  page,
}) => {
  const word = newWord()
  await openRoom(page, deck)
  await keepOut(deck, visitor, lasting('refuse'))
  await expectMode(page, 'polling', CHAT_LINK)
  for (const text of numbered(word, 1, 2, 3)) await write(page, text)
  await expectWaiting(page, word, numbered(word, 1, 2, 3))
  await expect(waitingOf(page, word).first()).toContainText('Waits: Not connected.')
  await page.reload()
  await expectWaiting(page, word, numbered(word, 1, 2, 3))
  await write(page, `${word} 4`)
  await waitingOf(page, `${word} 2`).getByRole('button', { name: 'Discard' }).click()
  await expectWaiting(page, word, numbered(word, 1, 3, 4))
  visitor.say(`${word} 0`)
  await expectShown(page, word, [`${word} 0`])
  expect(await arrived(deck, word)).toEqual({ heard: [], remembered: [`${word} 0`] })

  await deck.endFaults()
  await tryNow(page, CHAT_LINK)
  await expectShown(page, word, numbered(word, 0, 1, 3, 4))
  await expect(waitingOf(page)).toHaveCount(0)
  expect(visitor.messages(SELF).filter((text) => text.includes(word))).toEqual(numbered(word, 1, 3, 4))
  await page.reload()
  await expectMode(page, 'websocket', CHAT_LINK)
  await expectShown(page, word, numbered(word, 0, 1, 3, 4))
  await expect(waitingOf(page)).toHaveCount(0)
})

test('a backend that is killed and started again under a queue gets each message once', async ({
  page,
  startDeck,
}) => {
  const deck = await startDeck()
  const word = newWord()
  await openRoom(page, deck)
  await write(page, `${word} 0`)
  await expectShown(page, word, [`${word} 0`])
  await deck.killDemo()
  await expectMode(page, 'connecting', CHAT_LINK)
  for (const text of numbered(word, 1, 2, 3)) await write(page, text)
  await expectWaiting(page, word, numbered(word, 1, 2, 3))
  await expect.poll(deck.demoIsUp, { timeout: 60_000 }).toBe(true)
  await expectMode(page, 'websocket', CHAT_LINK)
  // What was said before is gone from that backend, and stays on the page.
  await expectShown(page, word, numbered(word, 0, 1, 2, 3))
  await expect(waitingOf(page)).toHaveCount(0)
  const all = await remembered(deck.url)
  expect(all.map(({ text }) => text)).toEqual(numbered(word, 1, 2, 3))
})

test('two tabs: one sends for both, none twice; when it is closed the other takes over', async ({
  context,
  deck,
  page,
}) => {
  const word = newWord()
  await openRoom(page, deck)
  const other = await context.newPage()
  await openRoom(other, deck)
  await write(other, `${word} 1`)
  await expectShown(other, word, numbered(word, 1))
  await write(page, `${word} 2`)
  await expectShown(page, word, numbered(word, 1, 2))
  await expectShown(other, word, numbered(word, 1, 2))
  await expectArrived(deck, word, numbered(word, 1, 2))

  await keepOut(deck, visitor, lasting('refuse'))
  await expectMode(page, 'polling', CHAT_LINK)
  await expectMode(other, 'polling', CHAT_LINK)
  await write(other, `${word} 3`)
  await write(page, `${word} 4`)
  await write(other, `${word} 5`)
  for (const tab of [page, other]) await expectWaiting(tab, word, numbered(word, 3, 4, 5))
  await expect(waitingOf(other, word).first()).toContainText('Waits: Another tab of Watchdeck sends.')
  await expect(waitingOf(page, word).first()).toContainText('Waits: Not connected.')
  await page.close()
  await expect(waitingOf(other, word).first()).toContainText('Waits: Not connected.')
  await deck.endFaults()
  await tryNow(other, CHAT_LINK)
  await expectArrived(deck, word, numbered(word, 1, 2, 3, 4, 5))
  await expectShown(other, word, numbered(word, 1, 2, 3, 4, 5))
  await expect(waitingOf(other)).toHaveCount(0)
})

test('a message that nobody saw come back is uncertain; what the backend remembers settles it, and it is not sent again', async ({
  deck,
  page,
}) => {
  const word = newWord()
  await openRoom(page, deck)
  await deck.fault(lasting('mute'))
  await write(page, `${word} 1`)
  await expect(waitingOf(page, word)).toHaveAttribute('data-outbox', 'sending')
  await expect(waitingOf(page, word)).toContainText('Uncertain whether it arrived. Send again?')
  expect(visitor.messages(SELF)).not.toContain(`${word} 1`)
  await page.reload()
  // The backend is asked for its newest messages when the page opens, and has not said yet as whom it knows us.
  await expectShown(page, word, [`${word} 1`])
  await expect(waitingOf(page)).toHaveCount(0)
  await deck.endFaults()
  await tryNow(page, CHAT_LINK)
  await expectMode(page, 'websocket', CHAT_LINK)
  await write(page, `${word} 2`)
  await expectShown(page, word, numbered(word, 1, 2))
  await expect.poll(async () => (await arrived(deck, word)).remembered).toEqual(numbered(word, 1, 2))
})

test('a message that was lost on its way is uncertain until it is sent again, holds up no other, and arrives once', async ({
  deck,
  page,
}) => {
  const word = newWord()
  let swallows = true
  await page.routeWebSocket(new RegExp(`/sources/${CHAT}/ws`), (socket) => {
    const backend = socket.connectToServer()
    socket.onMessage((frame) => {
      if (!swallows || !String(frame).includes(word)) backend.send(frame)
    })
  })
  await openRoom(page, deck, '&engine=page')
  await write(page, `${word} 1`)
  await expect(waitingOf(page, word)).toContainText('Uncertain whether it arrived. Send again?')
  swallows = false
  await write(page, `${word} 2`)
  await expectShown(page, word, [`${word} 2`])
  // Reading what the backend remembers does not settle it: it is not there.
  await goTo(page, 'Connections')
  await sourceOf(page, CHAT).getByRole('button', { name: 'Read sensors and limits again' }).click()
  await page.goBack()
  await expectWaiting(page, word, [`${word} 1`])
  await waitingOf(page, `${word} 1`).getByRole('button', { name: 'Send again' }).click()
  await expectShown(page, word, numbered(word, 2, 1))
  await expect(waitingOf(page)).toHaveCount(0)
  await expectArrived(deck, word, numbered(word, 2, 1))
})

test('a connection that breaks off while a message is sent leaves it uncertain at once, until the next poll settles it', async ({
  deck,
  page,
}) => {
  const word = newWord()
  await openRoom(page, deck)
  await deck.fault(lasting('mute'))
  const polls: string[] = []
  page.on('request', (request) => {
    if (request.url().includes(`/sources/${CHAT}/api/messages`)) polls.push(request.url())
  })
  await page.route(`**/sources/${CHAT}/api/messages*`, (route) => route.abort())
  await write(page, `${word} 1`)
  await expect.poll(async () => (await remembered(deck.url)).map(({ text }) => text)).toContain(`${word} 1`)
  await deck.fault(cut)
  await expect(waitingOf(page, word)).toHaveAttribute('data-outbox', 'uncertain')
  await expect.poll(() => polls.length).toBeGreaterThan(0)
  await page.unroute(`**/sources/${CHAT}/api/messages*`)
  await expectShown(page, word, [`${word} 1`])
  await expect(waitingOf(page)).toHaveCount(0)
})
