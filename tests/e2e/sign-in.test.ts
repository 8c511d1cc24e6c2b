// Signing in by hand and by itself, and what refused, expired and revoked sign-ins lead to (rules C3, C7, T9, V1).
import { countAttempts, letSamplesPass } from './attempts.ts'
import { faultsOf } from './faults.ts'
import { expect, test, type Demo, type Page } from './fixture.ts'
import { askingSource, watching } from './own-backends.ts'
import { badgeOf, cardOf, expectMode, factOf, failureOf, goTo, recordText, SOURCE } from './parts.ts'
import { saturatedPixels } from './pixels.ts'
import { everythingShown, signIn, signInByHand, signInDialogOf } from './secrets.ts'

const PASSWORD = 'watchdeck'
const API_TOKEN = 'wm_demo_operator_valid'
const PLANT = 'plant/datapoints'
const { cut, lasting } = faultsOf('webmacs')
const ATTEMPTS = { signIns: '/auth/login', sockets: '/ws/datapoints/' }

/** What the dialog asks for. */
const typed = (user: string, password = PASSWORD) => ({ Email: `${user}@demo.local`, Password: password })

/** The token that is kept for this tab and this session, so that a reload does not ask again; empty without one. */
async function keptToken(page: Page): Promise<string> {
  const kept = await page.evaluate(() => Object.values(sessionStorage).join())
  return /[\w-]+\.[\w-]+\.[\w-]+/.exec(kept)?.[0] ?? ''
}

test.describe('a source that asks for a password', () => {
  let demo: Demo

  test.beforeEach(async ({ page, startDeck, startDemo }) => {
    demo = await startDemo()
    const deck = await startDeck({ configuration: watching(askingSource(demo)) })
    await page.goto(deck.url)
    await expect(signInDialogOf(page)).toBeVisible()
  })

  test('it asks with the fields of its system, says what is wrong, and goes live with the right password', async ({
    page,
  }) => {
    const dialog = signInDialogOf(page)
    await expect(dialog.getByRole('textbox', { name: 'Email' })).toBeFocused()
    await expect(dialog.getByRole('textbox', { name: 'Email' })).toHaveAttribute('type', 'email')
    await expect(dialog.getByRole('textbox', { name: 'Password' })).toHaveAttribute('type', 'password')
    await expect(dialog.getByRole('textbox', { name: 'Password' })).toHaveAttribute(
      'autocomplete',
      'current-password',
    )
    await expect(badgeOf(page, PLANT)).toContainText('Halted')

    await signIn(page, typed('operator', 'wrong'))
    await expect(dialog.getByText('Email or password is wrong.')).toBeVisible()
    await expect(dialog.getByRole('textbox', { name: 'Password' })).toHaveAccessibleDescription(/is wrong\./)
    await expectMode(page, 'connecting', PLANT)
    await signIn(page, typed('operator'))
    await expect(dialog).toBeHidden()
    await expectMode(page, 'websocket', PLANT)
    await expect(cardOf(page, 'Processor')).toHaveAttribute('data-freshness', 'live')
  })

  test('a reload keeps the session; signing out closes the socket and asks again, also after a reload', async ({
    page,
  }) => {
    await signIn(page, typed('operator'))
    await expectMode(page, 'websocket', PLANT)
    const sockets: (() => boolean)[] = []
    page.on('websocket', (socket) => sockets.push(() => socket.isClosed()))
    const counted = countAttempts(page, ATTEMPTS)
    await page.reload()
    await expectMode(page, 'websocket', PLANT)
    await expect(signInDialogOf(page)).toBeHidden()
    expect(counted.signIns).toBe(0)

    await goTo(page, 'Connections')
    await expect(factOf(page, 'User')).toHaveText('operator (operator)')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(badgeOf(page, PLANT)).toContainText('Halted')
    await expect.poll(() => sockets.map((isClosed) => isClosed())).toEqual([true])
    await expect(factOf(page, 'User')).toHaveText('Sign in to watch this source.')
    expect(await keptToken(page)).toBe('')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(signInDialogOf(page)).toBeVisible()
    await page.reload()
    await expect(signInDialogOf(page)).toBeVisible()
    await expectMode(page, 'connecting', PLANT)
  })

  test('Escape leaves the dialog, and the overview says what is missing', async ({ page }) => {
    await page.keyboard.press('Escape')
    await expect(signInDialogOf(page)).toBeHidden()
    await expect(page.getByText('Plant asks for a sign-in.')).toBeVisible()
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
    await expect(signInDialogOf(page)).toBeVisible()
    await expect(signInDialogOf(page).getByRole('textbox', { name: 'Password' })).toHaveValue('')
  })

  test('an API token works as well, and an expired one says so', async ({ page }) => {
    const dialog = signInDialogOf(page)
    await dialog.getByLabel('Sign in with').selectOption('API token')
    const field = dialog.getByRole('textbox', { name: 'API token' })
    await field.fill('wm_demo_operator_expired')
    await dialog.getByRole('button', { name: 'Sign in' }).click()
    await expect(dialog.getByText(/expired/)).toBeVisible()
    await field.fill(API_TOKEN)
    await dialog.getByRole('button', { name: 'Sign in' }).click()
    await expectMode(page, 'websocket', PLANT)
    await expect(cardOf(page, 'Processor')).toHaveAttribute('data-freshness', 'live')
  })

  test('T9, V1: a viewer is told that limits are not visible, nothing is called normal, and the page is grey', async ({
    page,
  }) => {
    await signIn(page, typed('viewer'))
    const card = cardOf(page, 'Memory used')
    await expect(card).toHaveAttribute('data-freshness', 'live')
    await expect(card).toContainText('Limits not visible to you')
    await expect(page.locator('article[data-state="normal"]')).toHaveCount(0)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect((await saturatedPixels(page)).share).toBeLessThan(0.01)
    }
    await goTo(page, 'Connections')
    await expect(factOf(page, 'Limits')).toHaveText('Limits not visible to you')
    await expect(factOf(page, 'User')).toHaveText('viewer (viewer)')
  })

  for (const { name, says } of [
    { name: 'expire-tokens', says: 'The sign-in has expired.' },
    { name: 'revoke-token', says: 'The sign-in was ended, here or elsewhere.' },
  ]) {
    test(`C3: after ${name} the link halts with reason and remedy, asks nobody by itself, and a sign-in brings it back`, async ({
      page,
      startTelemetry,
    }) => {
      await signIn(page, typed('operator'))
      await expectMode(page, 'websocket', PLANT)
      await goTo(page, 'Connections')
      const counted = countAttempts(page, ATTEMPTS)
      await demo.fault(lasting(name))
      await expect(badgeOf(page, PLANT)).toContainText('Halted')
      await expect(failureOf(page, 'plant')).toContainText(says)
      await expect(failureOf(page, 'plant')).toContainText('Close code 1008')
      await expect(failureOf(page, 'plant')).toContainText('Sign in to go on.')
      await letSamplesPass(await startTelemetry(demo.url))
      expect(counted).toEqual({ signIns: 0, sockets: 0 })

      await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
      await signIn(page, typed('operator'))
      await expectMode(page, 'websocket', PLANT)
      await expect(signInDialogOf(page)).toBeHidden()
    })
  }

  test('C7: password and tokens are nowhere on the page, in its address, its storage or its console', async ({
    page,
  }) => {
    const said: string[] = []
    page.on('console', (message) => said.push(message.text()))
    page.on('pageerror', (error) => said.push(String(error)))
    await signIn(page, typed('operator', 'plant-search-password'))
    await expect(signInDialogOf(page).getByText('Email or password is wrong.')).toBeVisible()
    await signInDialogOf(page).getByRole('textbox', { name: 'Password' }).fill('')
    await signIn(page, typed('operator'))
    await expectMode(page, 'websocket', PLANT)
    await expect(signInDialogOf(page)).toBeHidden()
    const token = await keptToken(page)
    expect(token.length).toBeGreaterThan(50)
    const shown = [await everythingShown(page)]

    await goTo(page, 'Connections')
    await demo.fault(lasting('garbage'))
    await expect(page.getByText(/^Last rejected \([1-9]/)).toBeVisible()
    await page.getByText(/^Last rejected/).click()
    shown.push(await everythingShown(page))
    await demo.fault(cut)
    await demo.fault(lasting('refuse'))
    await expect(factOf(page, 'Failures in a row')).toHaveText('3')
    shown.push(await everythingShown(page))
    await demo.fault(lasting('revoke-token'))
    await expect(badgeOf(page, PLANT)).toContainText('Halted')
    shown.push(await everythingShown(page))
    for (const secret of [token, PASSWORD + '"', 'plant-search-password']) {
      expect(shown.join('\n')).not.toContain(secret)
      expect(said.join('\n')).not.toContain(secret)
    }
  })
})

test.describe('the demo, which signs in by itself', () => {
  test('C3: when its tokens expire it signs in anew, once, and is live again', async ({ deck, page }) => {
    await page.goto(`${deck.url}/connections`)
    await expectMode(page, 'websocket')
    const words = await recordText(badgeOf(page))
    const counted = countAttempts(page, ATTEMPTS)
    await deck.fault(lasting('expire-tokens'))
    await expect(failureOf(page)).toContainText('The sign-in has expired.')
    await expectMode(page, 'websocket')
    expect(counted.signIns).toBe(1)
    expect((await words()).join()).not.toContain('Halted')
  })

  test('C3: when its user is gone it halts, asks nobody again by itself, and comes back by hand', async ({
    deck,
    page,
    startTelemetry,
  }) => {
    await page.goto(`${deck.url}/connections`)
    await expectMode(page, 'websocket')
    const counted = countAttempts(page, ATTEMPTS)
    await deck.fault(lasting('delete-user'))
    await expect(badgeOf(page)).toContainText('Halted')
    await expect(failureOf(page)).toContainText('Sign in to go on.')
    await letSamplesPass(await startTelemetry(deck.url))
    expect(counted.signIns).toBe(1)
    expect(counted.sockets).toBe(0)

    await deck.endFaults()
    await signInByHand(page, SOURCE, typed('operator'))
    await expectMode(page, 'websocket')
  })
})
