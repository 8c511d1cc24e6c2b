// The newer generation of the server, which the demo plays at /workspace-chat/v2: an account, a token in the first frame,
// and no presence or typing (PROTOCOLS.md, field notes on workspace-chat; rules C2, C3, C7).
import { WebSocket } from 'ws'
import { countAttempts } from './attempts.ts'
import { CHAT, CHAT_SYSTEM, newWord, visit } from './chat-room.ts'
import { faultsOf } from './faults.ts'
import { expect, test, type Demo, type Page } from './fixture.ts'
import { watching } from './own-backends.ts'
import { badgeOf, expectMode, factOf, failureOf, goTo, sourceOf } from './parts.ts'
import { signIn, signInDialogOf } from './secrets.ts'

test.describe.configure({ mode: 'parallel' })

const ROOM = 'room'
const ROOM_LINK = `${ROOM}/chat`
const PASSWORD = 'watchdeck'
const { cut, lasting } = faultsOf(CHAT_SYSTEM)

function newerSource(demo: Demo, id = ROOM, label = 'Room') {
  const proxy = `${demo.url}/workspace-chat/v2`
  return { id, system: CHAT_SYSTEM, label, proxy, auth: { method: 'password' } }
}

function documentedSource(demo: Demo) {
  const proxy = `${demo.url}/workspace-chat`
  return { id: CHAT, system: CHAT_SYSTEM, label: 'Old room', proxy, auth: { method: 'name' } }
}

const signInAs = (page: Page, name: string, password = PASSWORD) =>
  signIn(page, { Name: name, Password: password })

let demo: Demo
test.beforeEach(async ({ page, startDeck, startDemo }) => {
  demo = await startDemo()
  const deck = await startDeck({ configuration: watching(newerSource(demo)) })
  await page.goto(`${deck.url}/messages`)
  await expect(signInDialogOf(page)).toBeVisible()
})

const roomOf = (page: Page) => sourceOf(page, ROOM)

function shown(page: Page, text: string) {
  return roomOf(page).locator('li[data-key]').filter({ hasText: text })
}

async function write(page: Page, text: string): Promise<void> {
  const field = roomOf(page).getByRole('textbox', { name: 'Write a message' })
  await field.fill(text)
  await field.press('Enter')
}

/** Another user of the newer server, as any program can be one. */
async function enter(username: string): Promise<WebSocket> {
  const answer = await fetch(`${demo.url}/workspace-chat/v2/api/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  })
  const { token } = (await answer.json()) as { token: string }
  const socket = new WebSocket(`${demo.url.replace(/^http/, 'ws')}/workspace-chat/v2/ws`)
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => socket.send(JSON.stringify({ type: 'auth', token })))
    socket.once('message', () => resolve())
    socket.once('error', reject)
  })
  return socket
}

test('it signs in with name and password, sends the token in the first frame only, and both sides hear each other once', async ({
  page,
}) => {
  const sent: string[] = []
  const addresses: string[] = []
  page.on('websocket', (socket) => {
    addresses.push(socket.url())
    socket.on('framesent', ({ payload }) => sent.push(String(payload)))
  })
  // Frames of a worker's sockets are not told to a test.
  await page.goto(`${page.url()}?engine=page`)
  await signInAs(page, 'operator', 'wrong')
  await expect(signInDialogOf(page)).toContainText('Wrong name or password')
  await signInAs(page, 'operator')
  await expectMode(page, 'websocket', ROOM_LINK)
  expect(sent[0]).toMatch(/^\{"type":"auth","token":"[\da-f]{64}"\}$/)
  const { token } = JSON.parse(sent[0] ?? '{}') as { token: string }
  expect(addresses.join()).not.toContain(token)

  const word = newWord()
  const viewer = await enter('viewer')
  viewer.send(JSON.stringify({ type: 'message:send', text: `${word} theirs` }))
  await expect(shown(page, word)).toHaveCount(1)
  await expect(shown(page, word)).toContainText('viewer')
  await write(page, `${word} ours`)
  await expect(shown(page, `${word} ours`)).toContainText('(you)')
  await expect(shown(page, word)).toHaveCount(2)
  await expect(roomOf(page).locator('li[data-outbox]')).toHaveCount(0)
  const people = page.getByRole('region', { name: 'People' })
  await expect(people).toContainText('2 connected')
  await expect(people.getByRole('listitem').filter({ hasText: 'viewer' })).toContainText('Online')
  viewer.close()
  await expect(people.getByRole('listitem').filter({ hasText: 'viewer' })).toContainText('Offline')
  await page.reload()
  await expectMode(page, 'websocket', ROOM_LINK)
  await expect(shown(page, word)).toHaveCount(2)
})

test('presence and typing are not offered, and never sent', async ({ page }) => {
  const types: string[] = []
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      types.push((JSON.parse(String(payload)) as { type: string }).type)
    }),
  )
  await page.goto(`${page.url()}?engine=page`)
  await signInAs(page, 'operator')
  await expectMode(page, 'websocket', ROOM_LINK)
  await expect(page.getByRole('region', { name: 'People' })).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Your presence' })).toHaveCount(0)
  const field = roomOf(page).getByRole('textbox', { name: 'Write a message' })
  await field.pressSequentially('hello')
  await field.press('Enter')
  await expect(shown(page, 'hello')).toHaveCount(1)
  expect(types).toEqual(['auth', 'message:send'])
})

test('C2: a name that is connected elsewhere is told in plain words, and nobody fights over it', async ({
  page,
}) => {
  const elsewhere = await enter('operator')
  await signInAs(page, 'operator')
  await expect(signInDialogOf(page)).toContainText(
    'This name is signed in elsewhere. Sign out there, then try again.',
  )
  elsewhere.close()
  await signInAs(page, 'operator')
  await expectMode(page, 'websocket', ROOM_LINK)
})

test('C2: a name that is taken over while the link is away halts it in plain words; "Try now" brings it back', async ({
  page,
}) => {
  await signInAs(page, 'operator')
  await expectMode(page, 'websocket', ROOM_LINK)
  await goTo(page, 'Connections')
  const { token } = await page.evaluate(
    (source) =>
      (
        JSON.parse(sessionStorage.getItem('watchdeck:credentials') ?? '{}') as Record<
          string,
          { token: string }
        >
      )[source] ?? { token: '' },
    ROOM,
  )
  await demo.fault(cut)
  const elsewhere = new WebSocket(`${demo.url.replace(/^http/, 'ws')}/workspace-chat/v2/ws`)
  elsewhere.once('open', () => elsewhere.send(JSON.stringify({ type: 'auth', token })))
  const badge = badgeOf(page, ROOM_LINK)
  await expect(badge).toContainText('halted')
  await expect(failureOf(page, ROOM)).toContainText(
    'This name is signed in elsewhere. Sign out there, then try again.',
  )
  await expect(factOf(roomOf(page), 'Next try')).toHaveText('–')
  elsewhere.close()
  await roomOf(page)
    .getByRole('button', { name: /^Try now/ })
    .click()
  await expectMode(page, 'websocket', ROOM_LINK)
})

test('C3: when its tokens expire the link halts, asks for a sign-in, and what was written waits for it', async ({
  page,
}) => {
  const word = newWord()
  await signInAs(page, 'operator')
  await expectMode(page, 'websocket', ROOM_LINK)
  const counted = countAttempts(page, { signIns: '/api/auth/login' })
  await demo.fault(lasting('expire-tokens'))
  await expect(badgeOf(page, ROOM_LINK)).toContainText('Halted')
  await expect(roomOf(page)).toContainText('Room asks for a sign-in.')
  await expect(roomOf(page).getByRole('textbox', { name: 'Write a message' })).toBeDisabled()
  await goTo(page, 'Connections')
  await expect(failureOf(page, ROOM)).toContainText('Token expired')
  await expect(failureOf(page, ROOM)).toContainText('Sign in to go on.')
  expect(counted.signIns).toBe(0)
  await page.goBack()
  await roomOf(page).getByRole('button', { name: 'Sign in' }).click()
  await signInAs(page, 'operator')
  await expectMode(page, 'websocket', ROOM_LINK)
  await write(page, word)
  await expect(shown(page, word)).toHaveCount(1)
})

test('both generations stand side by side, each with what it can', async ({ page, startDeck }) => {
  const word = newWord()
  const configuration = watching(documentedSource(demo), newerSource(demo))
  const deck = await startDeck({ configuration })
  await page.goto(`${deck.url}/messages?source=${ROOM}`)
  // Whichever is refused first asks first.
  const title = await signInDialogOf(page).getByRole('heading').innerText()
  const steps = [
    async () => {
      await expect(signInDialogOf(page, 'Old room')).toBeVisible()
      await signIn(page, { Name: 'somebody' })
    },
    async () => {
      await expect(signInDialogOf(page, 'Room')).toBeVisible()
      await signInAs(page, 'viewer')
    },
  ]
  for (const step of title.endsWith(' Old room') ? steps : steps.reverse()) await step()
  await expectMode(page, 'websocket', ROOM_LINK)
  const visitor = await visit(deck.url, 'visitor')
  visitor.say(word)
  await expect(shown(page, word)).toHaveCount(1)
  await page
    .getByRole('navigation', { name: 'Conversations' })
    .getByRole('link', { name: 'Old room' })
    .click()
  await expect(sourceOf(page, CHAT).locator('li[data-key]').filter({ hasText: word })).toHaveCount(1)
  await expect(page.getByRole('combobox', { name: 'Your presence' })).toBeVisible()
  visitor.leave()
})
