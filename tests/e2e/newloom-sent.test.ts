// What is said to a NewLoom follows what it speaks: heartbeats and goodbyes where it is as documented, and nothing of the
// kind where it is as deployed (protocols/newloom-chat-and-streams.rst, "Connection Management"; PROTOCOLS.md, field notes).
import { expect, test as base, type Page } from './fixture.ts'
import { newloomSource, watching } from './own-backends.ts'
import {
  badgeOf,
  cardOf,
  expectMode,
  failureOf,
  goTo,
  JOBS,
  JOBS_CHAT_LINK,
  JOBS_LINK,
  sourceOf,
} from './parts.ts'
import { OPENED_CHAT, playNewloom, type PlayedNewloom } from './played-newloom.ts'

const test = base.extend<{ play: (...of: Parameters<typeof playNewloom>) => Promise<PlayedNewloom> }>({
  play: async ({}, use) => {
    const played: PlayedNewloom[] = []
    await use(async (...of) => {
      const newloom = await playNewloom(...of)
      played.push(newloom)
      return newloom
    })
    await Promise.all(played.map((newloom) => newloom.stop()))
  },
})

test.describe.configure({ mode: 'parallel' })

const HEARTBEAT = '{"type":"heartbeat"}'
const DISCONNECT = '{"type":"disconnect"}'
const EVERY_MS = 25_000

/** A deployment that signs in by itself, through the same proxy. */
function playedSource(played: PlayedNewloom) {
  const source = newloomSource(played)
  return watching({ ...source, auth: { method: 'session', automatic: '/sources/works/sign-in' } })
}

/** What the page sends from now on, by the last part of the socket's path. */
function recordSent(page: Page): Record<string, string[]> {
  const sent: Record<string, string[]> = { streams: [], chat: [] }
  page.on('websocket', (socket) => {
    const path = new URL(socket.url()).pathname
    const link = Object.keys(sent).find((name) => path.endsWith(`/ws/${name}/`))
    socket.on('framesent', ({ payload }) => link && sent[link]?.push(String(payload)))
  })
  return sent
}

async function write(page: Page, text: string): Promise<void> {
  const composer = page.getByRole('textbox', { name: 'Write a message' })
  await composer.fill(text)
  await composer.press('Enter')
}

test('a heartbeat each 25 s keeps both links alive, and nothing has to answer it', async ({ deck, page }) => {
  const sent = recordSent(page)
  await page.clock.install()
  await page.goto(`${deck.url}/messages?source=${JOBS}&engine=page`)
  for (const link of [JOBS_LINK, JOBS_CHAT_LINK]) await expectMode(page, 'websocket', link)
  await page.clock.pauseAt(Date.now() + 2 * EVERY_MS)
  const beats = () =>
    Object.values(sent).map((frames) => frames.filter((frame) => frame === HEARTBEAT).length)
  await expect.poll(() => Math.min(...beats())).toBeGreaterThan(0)
  for (let round = 0; round < 2; round++) {
    const before = beats()
    await page.clock.runFor(EVERY_MS)
    await expect.poll(beats).toEqual(before.map((count) => count + 1))
  }
  for (const link of [JOBS_LINK, JOBS_CHAT_LINK]) await expect(badgeOf(page, link)).toContainText('Live')
})

test('leaving Messages says goodbye on the chat, closes it, and leaves the jobs alone', async ({
  deck,
  page,
}) => {
  const sent = recordSent(page)
  await page.goto(`${deck.url}/messages?source=${JOBS}`)
  for (const link of [JOBS_LINK, JOBS_CHAT_LINK]) await expectMode(page, 'websocket', link)
  await goTo(page, 'Overview')
  await expect.poll(() => sent['chat']?.at(-1)).toBe(DISCONNECT)
  await expect(badgeOf(page, JOBS_CHAT_LINK)).toHaveCount(0)
  await expectMode(page, 'websocket', JOBS_LINK)
  expect(sent['streams']).not.toContain(DISCONNECT)
  await goTo(page, 'Messages')
  await expectMode(page, 'websocket', JOBS_CHAT_LINK)
})

test('the first message to the demo’s chat is written in words of the document, and comes back as one’s own', async ({
  deck,
  page,
}) => {
  const sent = recordSent(page)
  await page.goto(`${deck.url}/messages?source=${JOBS}`)
  const text = `What failed? ${crypto.randomUUID()}`
  await write(page, text)
  await expect(page.locator('[data-key]').filter({ hasText: text })).toContainText('(you)')
  const message = JSON.stringify({ type: 'message', content: text, chat_id: 1 })
  expect(sent['chat']?.filter((frame) => frame.includes(text))).toEqual([message])
})

test('C4: where a server has no socket for its streams they come by polling, which the page says, also on Connections', async ({
  page,
  play,
  startDeck,
}) => {
  const deck = await startDeck({ configuration: playedSource(await play()) })
  await page.goto(`${deck.url}/health`)
  await expectMode(page, 'polling', 'works/streams')
  await expect(sourceOf(page, 'works')).toContainText('Streams come by polling.')
  await expect(cardOf(page, 'Market data')).toHaveAttribute('data-freshness', 'live')
  await goTo(page, 'Connections')
  await expect(failureOf(page, 'works')).toContainText(
    'The server answers, but has no live connection for this.',
  )
})

test('a deployed chat is spoken to as it speaks: no heartbeat, no goodbye, {message} and the chat that it opened', async ({
  page,
  play,
  startDeck,
}) => {
  const played = await play()
  const deck = await startDeck({ configuration: playedSource(played) })
  await page.clock.install()
  await page.goto(`${deck.url}/messages?engine=page`)
  await expectMode(page, 'websocket', 'works/chat')
  played.tell({ type: 'heartbeat' })
  await write(page, 'the first')
  const answer = page.locator('[data-key]').filter({ hasText: 'About the first' })
  await expect(answer).toContainText('Assistant')
  await expect(answer).toContainText('Automatic answer')
  await write(page, 'the second')
  await expect(page.locator('[data-key]').filter({ hasText: 'About the second' })).toBeVisible()
  await expect(page.locator('[data-outbox]')).toHaveCount(0)
  played.tell({ type: 'chat_renamed', chat_id: OPENED_CHAT, new_title: 'On failures' })
  await expect(page.getByRole('heading', { level: 2, name: 'On failures' })).toBeVisible()
  await page.clock.pauseAt(Date.now() + 2 * EVERY_MS)
  await page.clock.runFor(3 * EVERY_MS)
  await page.clock.resume()
  await goTo(page, 'Overview')
  await expect(badgeOf(page, 'works/chat')).toHaveCount(0)
  expect(played.heard.map((frame) => JSON.parse(frame) as unknown)).toEqual([
    { message: 'the first' },
    { message: 'the second', chat_id: OPENED_CHAT },
  ])
})

test('a chat whose REST is as documented and that refuses a heartbeat hears none again, and {message} from then on', async ({
  page,
  play,
  startDeck,
}) => {
  const played = await play('/api/v1')
  const deck = await startDeck({ configuration: playedSource(played) })
  await page.clock.install()
  const refusal = page
    .waitForEvent('websocket', (socket) => socket.url().endsWith('/ws/chat/'))
    .then((socket) =>
      socket.waitForEvent('framereceived', ({ payload }) => String(payload).includes('Message is required')),
    )
  await page.goto(`${deck.url}/messages?engine=page`)
  await expectMode(page, 'websocket', 'works/chat')
  await page.clock.fastForward(EVERY_MS)
  await expect.poll(() => played.heard).toEqual([HEARTBEAT])
  await refusal
  await page.clock.fastForward(EVERY_MS)
  await page.clock.fastForward(EVERY_MS)
  await write(page, 'in its own words')
  await expect(page.locator('[data-key]').filter({ hasText: 'About in its own words' })).toBeVisible()
  expect(played.heard).toEqual([HEARTBEAT, '{"message":"in its own words"}'])
  await goTo(page, 'Events')
  await expect(page.getByText('Message is required')).toHaveCount(0)
})
