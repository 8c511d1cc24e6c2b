// Sessions and tokens of NewLoom: cookies through the proxy, what refused and ended sign-ins lead to, what is kept, and
// where a token is never found (protocols/newloom-chat-and-streams.rst, "Authentication"; rules C2, C3, C7).
import { readFileSync } from 'node:fs'
import { countAttempts, letSamplesPass } from './attempts.ts'
import { faultsOf } from './faults.ts'
import { expect, test, type Deck, type Page } from './fixture.ts'
import { newloomAt } from './newloom-client.ts'
import { newloomSource, watching } from './own-backends.ts'
import {
  badgeOf,
  cardOf,
  expectMode,
  factOf,
  failureOf,
  goTo,
  JOBS,
  JOBS_CHAT_LINK,
  JOBS_LINK,
  recordText,
} from './parts.ts'
import { everythingShown, signIn, signInByHand, signInDialogOf } from './secrets.ts'

test.describe.configure({ mode: 'parallel' })

const { close, cut, lasting } = faultsOf('newloom')
const ATTEMPTS = { signIns: '/acc/login/', streams: '/ws/streams/', chat: '/ws/chat/' }
const OPERATOR = { Name: 'operator', Password: 'watchdeck' }
const WORKS_LINK = 'works/streams'

async function openMessages(page: Page, deck: Deck): Promise<void> {
  await page.goto(`${deck.url}/messages?source=${JOBS}`)
  for (const link of [JOBS_LINK, JOBS_CHAT_LINK]) await expectMode(page, 'websocket', link)
}

async function pauseRetention(page: Page): Promise<void> {
  const group = page.getByRole('group', { name: 'Commands for Retention' })
  await group.getByRole('button', { name: 'Pause Retention' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Pause' }).click()
}

test('the session is kept from scripts and from other sources; what changes something shows the CSRF token', async ({
  context,
  deck,
  page,
}) => {
  await page.goto(`${deck.url}/health`)
  const card = cardOf(page, 'Retention')
  await expect(card).toHaveAttribute('data-state', 'normal')
  const cookies = await context.cookies(`${deck.url}/sources/${JOBS}/`)
  expect(cookies).toContainEqual(
    expect.objectContaining({ name: 'sessionid', path: `/sources/${JOBS}/`, httpOnly: true }),
  )
  const csrf = cookies.find(({ name }) => name === 'csrftoken')?.value
  const asked = page.waitForRequest((request) => request.method() === 'PATCH')
  await pauseRetention(page)
  expect(await (await asked).headerValue('X-CSRFToken')).toBe(csrf)
  await expect(card).toHaveAttribute('data-state', 'stopped')
  await card.getByRole('button', { name: 'Start Retention' }).click()
  await expect(card).toHaveAttribute('data-state', 'normal')
})

test('without its CSRF token a command is refused, which is told in the words of the backend', async ({
  context,
  deck,
  page,
}) => {
  await page.goto(`${deck.url}/health`)
  const card = cardOf(page, 'Retention')
  await expect(card).toHaveAttribute('data-state', 'normal')
  await context.clearCookies({ name: 'csrftoken' })
  await pauseRetention(page)
  await expect(card.locator('[data-outcome="refused"]')).toContainText('CSRF token missing or incorrect.')
  await expect(card).toHaveAttribute('data-state', 'normal')
  await expectMode(page, 'websocket', JOBS_LINK)
})

for (const { fault, name } of [
  { fault: close(4001, 'Authentication failed'), name: 'close code 4001' },
  { fault: lasting('expire-tokens'), name: 'expire-tokens' },
  { fault: lasting('revoke-token'), name: 'revoke-token' },
]) {
  test(`C2, C3: after ${name} both links are signed in to anew with one sign-in, and are live again`, async ({
    deck,
    page,
  }) => {
    await openMessages(page, deck)
    const links = [JOBS_LINK, JOBS_CHAT_LINK]
    const words = await Promise.all(links.map((link) => recordText(badgeOf(page, link))))
    const counted = countAttempts(page, ATTEMPTS)
    await deck.fault(fault)
    await expect.poll(() => [counted.streams, counted.chat]).toEqual([1, 1])
    for (const link of links) await expectMode(page, 'websocket', link)
    expect(counted).toEqual({ signIns: 1, streams: 1, chat: 1 })
    for (const said of words) expect((await said()).join()).not.toContain('Halted')
    await goTo(page, 'Connections')
    await expect(failureOf(page, JOBS)).toContainText('The server does not accept the sign-in')
  })
}

test('C3: a sign-in that is refused again after its renewal halts both links; by hand they come back', async ({
  deck,
  page,
  startTelemetry,
}) => {
  await openMessages(page, deck)
  const counted = countAttempts(page, ATTEMPTS)
  await deck.fault(lasting('accept-then-close', { code: 4001 }))
  await deck.fault(close(4001))
  for (const link of [JOBS_LINK, JOBS_CHAT_LINK]) await expect(badgeOf(page, link)).toContainText('Halted')
  await letSamplesPass(await startTelemetry(deck.url))
  expect(counted).toEqual({ signIns: 1, streams: 1, chat: 1 })
  await deck.endFaults()
  await goTo(page, 'Connections')
  await expect(failureOf(page, JOBS)).toContainText('Close code 4001')
  await expect(failureOf(page, JOBS)).toContainText('Sign in to go on.')
  await signInByHand(page, JOBS, OPERATOR)
  await expectMode(page, 'websocket', JOBS_LINK)
  await goTo(page, 'Messages')
  await expectMode(page, 'websocket', JOBS_CHAT_LINK)
})

test('C3: when their user is gone the links halt, ask nobody again by themselves, and come back by hand', async ({
  deck,
  page,
  startTelemetry,
}) => {
  await openMessages(page, deck)
  const counted = countAttempts(page, ATTEMPTS)
  await deck.fault(lasting('delete-user'))
  for (const link of [JOBS_LINK, JOBS_CHAT_LINK]) await expect(badgeOf(page, link)).toContainText('Halted')
  await letSamplesPass(await startTelemetry(deck.url))
  expect(counted).toEqual({ signIns: 1, streams: 0, chat: 0 })
  await goTo(page, 'Connections')
  await expect(failureOf(page, JOBS)).toContainText('Sign in to go on.')
  await expect(factOf(page.locator(`[data-source="${JOBS}"]`), 'User')).toContainText('Invalid username')
  await deck.endFaults()
  await signInByHand(page, JOBS, OPERATOR)
  await expectMode(page, 'websocket', JOBS_LINK)
})

for (const { method, label } of [
  { method: 'session', label: 'Name and password' },
  { method: 'token', label: 'Token' },
]) {
  test(`a ${method} is asked for with its own fields, told to be wrong in words, and kept beyond the tab only when that is wished`, async ({
    browser,
    context,
    page,
    startDeck,
    startDemo,
  }) => {
    const demo = await startDemo()
    const deck = await startDeck({ configuration: watching(newloomSource(demo)) })
    const somebody = await newloomAt(demo.url)
    const [wrong, right] =
      method === 'token'
        ? [{ Token: 'f'.repeat(40) }, { Token: somebody.token }]
        : [{ ...OPERATOR, Password: 'wrong' }, OPERATOR]
    await somebody.stop()
    await page.goto(deck.url)
    const dialog = signInDialogOf(page, 'Works')
    await dialog.getByLabel('Sign in with').selectOption(label)
    await signIn(page, wrong)
    await expect(dialog.locator('.error')).toHaveText(/^Invalid (token|username or password)\.$/)
    await signIn(page, right)
    await expect(dialog).toBeHidden()
    await expectMode(page, 'websocket', WORKS_LINK)
    const forgetful = await browser.newContext({ storageState: await context.storageState() })
    const asked = await forgetful.newPage()
    await asked.goto(deck.url)
    await expect(signInDialogOf(asked, 'Works')).toBeVisible()

    await signInDialogOf(asked).getByLabel('Sign in with').selectOption(label)
    await signInDialogOf(asked).getByLabel('Stay signed in').selectOption('browser')
    await signIn(asked, right)
    await expectMode(asked, 'websocket', WORKS_LINK)
    const faithful = await browser.newContext({ storageState: await forgetful.storageState() })
    const known = await faithful.newPage()
    await known.goto(`${deck.url}/connections`)
    await expectMode(known, 'websocket', WORKS_LINK)
    await expect(signInDialogOf(known)).toBeHidden()
    await known.getByRole('button', { name: 'Sign out' }).click()
    await expect(badgeOf(known, WORKS_LINK)).toContainText('Halted')
    expect(await known.evaluate(() => localStorage.getItem('watchdeck:credentials'))).not.toContain('works')
    await forgetful.close()
    await faithful.close()
  })
}

test('C7: a pasted token is on no page, in no address but a socket’s, in no storage that stays, no export and no log', async ({
  page,
  startDeck,
  startDemo,
}) => {
  const demo = await startDemo()
  const deck = await startDeck({ configuration: watching(newloomSource(demo)) })
  const somebody = await newloomAt(demo.url)
  const { token } = somebody
  await somebody.stop()
  const said: string[] = []
  const sockets: string[] = []
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(`${String(error)} ${error.stack ?? ''}`))
  page.on('request', (request) => said.push(request.url()))
  page.on('websocket', (socket) => sockets.push(socket.url()))
  await page.goto(deck.url)
  await signInDialogOf(page).getByLabel('Sign in with').selectOption('Token')
  await signIn(page, { Token: token })
  await expectMode(page, 'websocket', WORKS_LINK)
  await goTo(page, 'Messages')
  await expectMode(page, 'websocket', 'works/chat')
  said.push(await everythingShown(page))
  // The document knows no other way for a token.
  expect(sockets.filter((url) => url.endsWith(`?token=${token}`)).length).toBe(sockets.length)

  for (const reason of [`Token ${token} is over`, token, `?token=${token}`]) {
    await demo.fault(close(1011, reason))
    await goTo(page, 'Connections')
    await expect(failureOf(page, 'works')).toContainText('Close code 1011')
    said.push(await everythingShown(page))
    await expectMode(page, 'websocket', WORKS_LINK)
  }
  await demo.fault(lasting('garbage'))
  await demo.fault(lasting('refuse'))
  await demo.fault(cut)
  await expect(failureOf(page, 'works')).toContainText(
    'The server answers, but has no live connection for this.',
  )
  await page.getByRole('link', { name: 'Sources' }).click()
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  said.push(readFileSync(await (await waiting).path(), 'utf8'), await everythingShown(page))
  await goTo(page, 'Events')
  said.push(await everythingShown(page))
  await demo.fault(lasting('revoke-token'))
  await expect(badgeOf(page, WORKS_LINK)).toContainText('Halted')
  said.push(await everythingShown(page))
  expect(said.filter((text) => text.includes(token))).toEqual([])
})
