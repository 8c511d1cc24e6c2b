// What close code 4401, refused and expired tokens and a deleted user lead to at the motor plant, whose deployment
// signs in by itself (protocols/servosense-workspaces.md, "Authentication"; rules C2, C3, C7).
import { countAttempts, letSamplesPass } from './attempts.ts'
import { faultsOf } from './faults.ts'
import { expect, test } from './fixture.ts'
import {
  badgeOf,
  cardOf,
  expectMode,
  failureOf,
  goTo,
  openConnections,
  PLANT,
  PLANT_LINK,
  recordText,
} from './parts.ts'
import { VIBRATION } from './plant.ts'
import { everythingShown, signInByHand } from './secrets.ts'

test.describe.configure({ mode: 'parallel' })

const { close, lasting } = faultsOf('servosense')
const ATTEMPTS = { signIns: '/api/user/token/', sockets: '/ws/workspaces/' }
const OPERATOR = { Email: 'operator@demo.local', Password: 'watchdeck' }

for (const { fault, says } of [
  { fault: close(4401, 'Invalid token.'), says: 'Invalid token.' },
  { fault: lasting('expire-tokens'), says: 'Token has expired.' },
  { fault: lasting('revoke-token'), says: 'Invalid token.' },
]) {
  test(`C3: after ${fault.fault} the plant closes with 4401, is signed in to anew once, and is live again`, async ({
    deck,
    page,
  }) => {
    await openConnections(page, deck.url, PLANT_LINK)
    const words = await recordText(badgeOf(page, PLANT_LINK))
    const counted = countAttempts(page, ATTEMPTS)
    await deck.fault(fault)
    await expect(failureOf(page, PLANT)).toContainText(`The server does not accept the sign-in: ${says}`)
    await expect(failureOf(page, PLANT)).toContainText('Close code 4401')
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
  await openConnections(page, deck.url, PLANT_LINK)
  const counted = countAttempts(page, ATTEMPTS)
  await deck.fault(lasting('accept-then-close', { code: 4401 }))
  await deck.fault(close(4401))
  await expect(badgeOf(page, PLANT_LINK)).toContainText('Halted')
  await expect(failureOf(page, PLANT)).toContainText('Sign in to go on.')
  await letSamplesPass(await startTelemetry(deck.url))
  expect(counted).toEqual({ signIns: 1, sockets: 1 })
  await deck.endFaults()
  await signInByHand(page, PLANT, OPERATOR)
  await expectMode(page, 'websocket', PLANT_LINK)
})

test('C3: when its user is gone the link halts, asks nobody again by itself, and comes back by hand', async ({
  deck,
  page,
  startTelemetry,
}) => {
  await openConnections(page, deck.url, PLANT_LINK)
  const counted = countAttempts(page, ATTEMPTS)
  await deck.fault(lasting('delete-user'))
  await expect(badgeOf(page, PLANT_LINK)).toContainText('Halted')
  await expect(failureOf(page, PLANT)).toContainText('Unable to authenticate')
  await expect(failureOf(page, PLANT)).toContainText('Sign in to go on.')
  await letSamplesPass(await startTelemetry(deck.url))
  expect(counted).toEqual({ signIns: 1, sockets: 0 })
  await deck.endFaults()
  await signInByHand(page, PLANT, OPERATOR)
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
  await openConnections(page, deck.url, PLANT_LINK)
  await expect.poll(() => tokens.length).toBe(1)
  await deck.fault(close(4401, `Token ${tokens[0] ?? ''} is over`))
  await expect(failureOf(page, PLANT)).toContainText('Close code 4401')
  const shown = await everythingShown(page)
  expect([shown, ...addresses].filter((text) => text.includes(tokens[0] ?? ''))).toEqual([])
})
