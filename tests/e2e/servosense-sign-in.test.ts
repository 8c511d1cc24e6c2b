// What close code 4401, refused and expired tokens and a deleted user lead to at the motor plant, whose deployment
// signs in by itself (protocols/servosense-workspaces.md, "Authentication"; rules C2, C3, C7).
import { expect, test, type Deck, type Page } from './fixture.ts'
import {
  badgeOf,
  cardOf,
  expectMode,
  factOf,
  goTo,
  PLANT,
  PLANT_LINK,
  recordText,
  sourceOf,
} from './parts.ts'
import { VIBRATION } from './plant.ts'

test.describe.configure({ mode: 'parallel' })

const SYSTEM = 'servosense'
const SECONDS = 90

function failureOf(page: Page) {
  return factOf(sourceOf(page, PLANT), 'Last failure')
}

/** Counts sign-ins and opened sockets of the plant from now on. */
function countAttempts(page: Page): { signIns: number; sockets: number } {
  const counted = { signIns: 0, sockets: 0 }
  page.on('request', (request) => {
    if (request.url().endsWith('/api/user/token/')) counted.signIns++
  })
  page.on('websocket', (socket) => {
    if (socket.url().includes('/ws/workspaces/')) counted.sockets++
  })
  return counted
}

async function openConnections(page: Page, deck: Deck): Promise<void> {
  await page.goto(`${deck.url}/connections`)
  await expectMode(page, 'websocket', PLANT_LINK)
}

async function signInByHand(page: Page): Promise<void> {
  await sourceOf(page, PLANT).getByRole('button', { name: 'Sign in' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sign in to Motor plant' })
  await dialog.getByRole('textbox', { name: 'Email' }).fill('operator@demo.local')
  await dialog.getByRole('textbox', { name: 'Password' }).fill('watchdeck')
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await expect(dialog).toBeHidden()
}

for (const { fault, says } of [
  { fault: { fault: 'close', code: 4401, reason: 'Invalid token.' }, says: 'Invalid token.' },
  { fault: { fault: 'expire-tokens', seconds: SECONDS }, says: 'Token has expired.' },
  { fault: { fault: 'revoke-token', seconds: SECONDS }, says: 'Invalid token.' },
]) {
  test(`C3: after ${fault.fault} the plant closes with 4401, is signed in to anew once, and is live again`, async ({
    deck,
    page,
  }) => {
    await openConnections(page, deck)
    const words = await recordText(badgeOf(page, PLANT_LINK))
    const counted = countAttempts(page)
    await deck.fault({ system: SYSTEM, ...fault })
    await expect(failureOf(page)).toContainText(`The server does not accept the sign-in: ${says}`)
    await expect(failureOf(page)).toContainText('Close code 4401')
    await expectMode(page, 'websocket', PLANT_LINK)
    expect(counted).toEqual({ signIns: 1, sockets: 1 })
    expect((await words()).join()).not.toContain('Halted')
  })
}

test('C3: a sign-in that is refused again after its renewal halts the link; by hand it comes back', async ({
  deck,
  page,
  startTelemetry,
}) => {
  await openConnections(page, deck)
  const counted = countAttempts(page)
  await deck.fault({ system: SYSTEM, fault: 'accept-then-close', code: 4401, seconds: SECONDS })
  await deck.fault({ system: SYSTEM, fault: 'close', code: 4401 })
  await expect(badgeOf(page, PLANT_LINK)).toContainText('Halted')
  await expect(failureOf(page)).toContainText('Sign in to go on.')
  const telemetry = await startTelemetry(deck.url)
  telemetry.countUp()
  await expect.poll(telemetry.counted).toBeGreaterThan(15)
  expect(counted).toEqual({ signIns: 1, sockets: 1 })
  await deck.endFaults()
  await signInByHand(page)
  await expectMode(page, 'websocket', PLANT_LINK)
})

test('C3: when its user is gone the link halts, asks nobody again by itself, and comes back by hand', async ({
  deck,
  page,
  startTelemetry,
}) => {
  await openConnections(page, deck)
  const counted = countAttempts(page)
  await deck.fault({ system: SYSTEM, fault: 'delete-user', seconds: SECONDS })
  await expect(badgeOf(page, PLANT_LINK)).toContainText('Halted')
  await expect(failureOf(page)).toContainText('Unable to authenticate')
  await expect(failureOf(page)).toContainText('Sign in to go on.')
  const telemetry = await startTelemetry(deck.url)
  telemetry.countUp()
  await expect.poll(telemetry.counted).toBeGreaterThan(15)
  expect(counted).toEqual({ signIns: 1, sockets: 0 })
  await deck.endFaults()
  await signInByHand(page)
  await expectMode(page, 'websocket', PLANT_LINK)
  await goTo(page, 'Overview')
  await expect(cardOf(page, VIBRATION.name)).toHaveAttribute('data-freshness', 'live')
})

test('C7: the token is nowhere on the page, in no address, and in no kept settings', async ({
  deck,
  page,
}) => {
  const tokens: string[] = []
  const addresses: string[] = []
  page.on('websocket', (socket) => addresses.push(socket.url()))
  page.on('request', (request) => addresses.push(request.url()))
  page.on('response', async (response) => {
    if (!response.url().endsWith('/api/user/token/')) return
    tokens.push(((await response.json()) as { token: string }).token)
  })
  await openConnections(page, deck)
  await expect.poll(() => tokens.length).toBe(1)
  await deck.fault({ system: SYSTEM, fault: 'close', code: 4401, reason: `Token ${tokens[0] ?? ''} is over` })
  await expect(failureOf(page)).toContainText('Close code 4401')
  const shown = await page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      location.href,
      JSON.stringify(history.state),
      JSON.stringify(Object.entries(localStorage)),
      document.cookie,
    ].join('\n'),
  )
  expect([shown, ...addresses].filter((text) => text.includes(tokens[0] ?? ''))).toEqual([])
})
