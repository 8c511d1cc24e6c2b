// The demo's chat: another person in it, as any program can be one, and its conversation on the page.
import { WebSocket } from 'ws'
import { faultsOf } from './faults.ts'
import { expect, type Deck, type FaultRequest, type Locator, type Page } from './fixture.ts'
import { expectMode, sourceOf } from './parts.ts'

export const CHAT = 'demo-chat'
export const CHAT_LINK = `${CHAT}/chat`
export const CHAT_SYSTEM = 'workspace-chat'

interface Frame {
  type: string
  data?: { username?: string; text?: string; status?: string; isTyping?: boolean }
}

export interface Visitor {
  name: string
  send: (frame: object) => void
  say: (text: string) => void
  /** Every frame since the visitor first came. */
  heard: () => Frame[]
  /** The texts that somebody wrote, those of this visitor too. */
  messages: (author: string) => string[]
  /** Comes back after the connection was lost. */
  comeBack: () => Promise<void>
  leave: () => void
}

/** Enters the documented server's room under a name. @param url of a page with the demo behind it */
export async function visit(url: string, name: string): Promise<Visitor> {
  const address = `${url.replace(/^http/, 'ws')}/sources/${CHAT}/ws?username=${encodeURIComponent(name)}`
  const heard: Frame[] = []
  const connect = async (): Promise<WebSocket> => {
    const opening = new WebSocket(address)
    opening.on('message', (data: Buffer) => heard.push(...framesIn(data.toString())))
    await new Promise<void>((resolve, reject) => {
      opening.once('open', resolve)
      opening.once('error', reject)
    })
    // A demo that is broken on demand takes the socket with it.
    opening.on('error', () => undefined)
    return opening
  }
  let socket = await connect()
  const send = (frame: object): void => socket.send(JSON.stringify(frame))
  return {
    name,
    send,
    say: (text) => send({ type: 'message:send', text }),
    heard: () => heard,
    messages: (author) =>
      heard.flatMap(({ type, data }) =>
        type === 'message:new' && data?.username === author ? [data.text ?? ''] : [],
      ),
    comeBack: async () => {
      socket.terminate()
      await expect
        .poll(async () =>
          connect().then(
            (again) => (socket = again),
            () => null,
          ),
        )
        .not.toBeNull()
    },
    leave: () => socket.close(),
  }
}

/** Takes every socket away, but the visitor is back before the page tries again; then the page meets this fault. */
export async function keepOut(deck: Deck, visitor: Visitor, fault: FaultRequest): Promise<void> {
  await deck.fault(faultsOf(CHAT_SYSTEM).cut)
  await visitor.comeBack()
  await deck.fault(fault)
}

/** None in the garbage that a demo sends when it is asked to. */
function framesIn(text: string): Frame[] {
  try {
    return [JSON.parse(text) as Frame]
  } catch {
    return []
  }
}

/** A word that no other test writes: the room remembers what was said in it. */
export function newWord(): string {
  return `w${crypto.randomUUID().slice(0, 8)}`
}

export function roomOf(page: Page): Locator {
  return sourceOf(page, CHAT)
}

export async function openRoom(page: Page, deck: Pick<Deck, 'url'>, query = ''): Promise<void> {
  await page.goto(`${deck.url}/messages?source=${CHAT}${query}`)
  await expectMode(page, 'websocket', CHAT_LINK)
}

/** The row of a message that has come. */
export function messageOf(page: Page, text: string): Locator {
  return roomOf(page).locator('li[data-key]').filter({ hasText: text })
}

/** What is written and has not been confirmed, with these words in it. */
export function waitingOf(page: Page, text = ''): Locator {
  return roomOf(page).locator('li[data-outbox]').filter({ hasText: text })
}

export async function write(page: Page, text: string): Promise<void> {
  const field = roomOf(page).getByRole('textbox', { name: 'Write a message' })
  await field.fill(text)
  await field.press('Enter')
  await expect(field).toHaveValue('')
}

/** The messages with this word in them, in the order in which they stand there. */
export function shownWith(page: Page, word: string): Promise<string[]> {
  return messageOf(page, word)
    .locator('.text')
    .evaluateAll((all) => all.map((one) => one.textContent.trim()))
}

/** These are there, in this order, each once, and nothing else with that word. */
export async function expectShown(page: Page, word: string, expected: string[]): Promise<void> {
  await expect.poll(() => shownWith(page, word)).toEqual(expected)
}

/** What the backend remembers, the oldest first. */
export async function remembered(url: string, limit = 200): Promise<{ author: string; text: string }[]> {
  const answer = await fetch(`${url}/sources/${CHAT}/api/messages?limit=${limit}`)
  const { messages } = (await answer.json()) as { messages: { pseudo: string; message: string }[] }
  return messages.map(({ pseudo, message }) => ({ author: pseudo, text: message })).reverse()
}

/** The text of the newest message that the backend remembers. */
export async function lastSaid(url: string): Promise<string | undefined> {
  return (await remembered(url, 1))[0]?.text
}
