// axe finds nothing on any view, in light and in dark, wide and narrow (WCAG 2.2 AA; rules V2, V5).
import { accessibilityProblems, expect, test, type Page } from './fixture.ts'
import { askingSource, watching } from './own-backends.ts'
import { cardOf, expectMode, goTo, openTable, OWN_VALUE, PLANT, sensorPath, sourceOf } from './parts.ts'
import { VIBRATION, VIBRATION_PATH } from './plant.ts'

const LOOKS = [
  [1280, 'light'],
  [320, 'dark'],
  [320, 'light'],
  [1280, 'dark'],
] as const

/** @param looks each costs seconds; what differs little from what was looked at four times is looked at twice */
async function expectAccessible(page: Page, looks: number = LOOKS.length): Promise<void> {
  for (const [width, scheme] of LOOKS.slice(0, looks)) {
    await page.setViewportSize({ width, height: 800 })
    expect(await accessibilityProblems(page, scheme), `${width} px, ${scheme}`).toEqual([])
  }
}

test('the overview: live, with a value beyond its limit, and with that value stale', async ({
  deck,
  page,
  startTelemetry,
}) => {
  const telemetry = await startTelemetry(deck.url)
  telemetry.hold(40)
  await page.goto(deck.url)
  const own = cardOf(page, OWN_VALUE.name)
  await expect(own).toHaveAttribute('data-state', 'normal')
  await expectAccessible(page, 2)
  // What is told apart from here on is one card, and the band.
  await page.getByRole('searchbox').fill(OWN_VALUE.name)
  telemetry.hold(95)
  await expect(own).toHaveAttribute('data-state', 'warn')
  await expectAccessible(page, 2)
  telemetry.pause()
  await expect(own).toHaveAttribute('data-freshness', 'stale')
  await expectAccessible(page)
})

test('a sensor with a critical value and its table open', async ({ deck, page, startTelemetry }) => {
  const telemetry = await startTelemetry(deck.url)
  telemetry.hold(95)
  await page.goto(deck.url + sensorPath())
  await page.getByRole('combobox', { name: /^Severity/ }).selectOption('Critical')
  await expect(cardOf(page, OWN_VALUE.name)).toHaveAttribute('data-state', 'crit')
  await openTable(page)
  await expectAccessible(page, 2)
})

test('a sensor with its limits: the form open, with what is wrong in it, calm and in alarm', async ({
  deck,
  page,
  plant,
}) => {
  await page.goto(deck.url + VIBRATION_PATH)
  const head = cardOf(page, VIBRATION.name)
  await expect(head).toHaveAttribute('data-state', 'normal')
  await page.getByText('Limits and display').click()
  await page.getByRole('textbox', { name: 'High, warning' }).fill('high')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Not a number.')).toBeVisible()
  await expectAccessible(page)
  await plant.setThreshold(VIBRATION.id, VIBRATION.beyond)
  await goTo(page, 'Connections')
  await sourceOf(page, PLANT).getByRole('button', { name: 'Read sensors and limits again' }).click()
  await page.goBack()
  await expect(head).toHaveAttribute('data-state', 'warn')
  await expect(page.getByRole('region', { name: 'Last events' })).toContainText('threshold exceeded')
  await expectAccessible(page, 2)
})

test('Health: calm, asking before it stops something, with a component that should run, and with dead links', async ({
  deck,
  page,
}) => {
  await page.goto(`${deck.url}/health`)
  const card = cardOf(page, 'Plant')
  await expect(card).toHaveAttribute('data-state', 'normal')
  await expectAccessible(page, 2)
  await page.getByRole('button', { name: 'Stop Plant' }).click()
  await expectAccessible(page, 2)
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop' }).click()
  await card.getByRole('checkbox', { name: /^Should run/ }).check()
  await expect(card).toHaveAttribute('data-state', 'warn')
  await expectAccessible(page, 2)
  await deck.fault({ system: '*', fault: 'down', seconds: 90 })
  await expect(card).toHaveAttribute('data-freshness', 'stale')
  await expectAccessible(page, 2)
})

test('Events: with messages, an alarm, a lost link, and when nothing matches', async ({
  deck,
  page,
  plant,
}) => {
  await plant.setThreshold(VIBRATION.id, VIBRATION.beyond)
  await page.goto(`${deck.url}/events`)
  await expect(page.locator('[data-kind="alarm"]').first()).toBeVisible()
  await deck.fault({ system: '*', fault: 'down', seconds: 90 })
  await expect(page.getByText(/^Connection lost\./).first()).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('searchbox').fill('no such thing')
  await expect(page.getByText('No event matches.')).toBeVisible()
  await expectAccessible(page, 2)
})

test('Connections with rejections and a fault that runs', async ({ deck, page }) => {
  await page.goto(`${deck.url}/connections`)
  await expectMode(page, 'websocket')
  await deck.fault({ system: 'webmacs', fault: 'garbage', seconds: 90 })
  const rejected = sourceOf(page).getByText(/^Last rejected/)
  await expect(rejected).toHaveText(/\([1-9]/)
  await rejected.click()
  await expect(page.getByText(/\d+ s left/)).toBeVisible()
  await expectAccessible(page)
})

test('Connections while the link is not well', async ({ deck, page }) => {
  await page.goto(`${deck.url}/connections`)
  await expectMode(page, 'websocket')
  await deck.fault({ system: 'webmacs', fault: 'down', seconds: 90 })
  await expectMode(page, 'connecting')
  await expectAccessible(page, 2)
})

test('the dialog to sign in, with what is wrong in it, and the notice behind it', async ({
  page,
  startDeck,
  startDemo,
}) => {
  const deck = await startDeck({ configuration: watching(askingSource(await startDemo())) })
  await page.goto(deck.url)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Email' }).fill('nobody@demo.local')
  await dialog.getByRole('textbox', { name: 'Password' }).fill('wrong')
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await expect(dialog.getByText('Email or password is wrong.')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(page.getByText('Plant asks for a sign-in.')).toBeVisible()
  await expectAccessible(page, 2)
})

test('a page without sources, one with problems, and one that does not exist', async ({ deck, page }) => {
  let file = '{"version":1,"sources":[]}'
  await page.route('**/watchdeck.json', (route) =>
    route.fulfill({ contentType: 'application/json', body: file }),
  )
  await page.goto(`${deck.url}/connections`)
  await expect(page.getByText('public/watchdeck.json')).toBeVisible()
  await expectAccessible(page, 2)
  file = '{"version":1,"sources":['
  await page.reload()
  await expect(page.getByRole('table')).toBeVisible()
  await expectAccessible(page, 2)
  await page.goto(`${deck.url}/nowhere`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessible(page, 2)
})
