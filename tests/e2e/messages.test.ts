// Messages between open pages, what is quoted into them, and what waits while a backend is away (rules V5, V7, T6).
import { accessibilityProblems, expect, test, type Page } from './fixture.ts'
import { expectMode, goTo, sensorPath, PLANT } from './parts.ts'
import { VIBRATION, VIBRATION_PATH } from './plant.ts'

/** The demo's chats. */
const CHAT = 'demo-chat'
const CHAT_LABEL = 'Control room'

function room(page: Page) {
  return page.locator(`.room[data-source="${CHAT}"]`)
}
function composer(page: Page) {
  return room(page).getByRole('textbox', { name: 'Write a message' })
}
function said(page: Page, text: string) {
  return room(page).locator('[data-key]').filter({ hasText: text })
}
async function open(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/messages?source=${CHAT}`)
  await expect(room(page)).toBeVisible()
}
async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text)
  await composer(page).press('Enter')
}

test('V7: what one page writes another reads, as text', async ({ deck, page, context }) => {
  await open(page, deck.url)
  await expect(page.getByRole('navigation', { name: 'Conversations' })).toContainText(CHAT_LABEL)
  const other = await context.newPage()
  await other.goto(deck.url)
  await expect(other.getByRole('banner').getByRole('link', { name: /^Messages/ })).toBeVisible()
  const text = `<b>no markup</b> ${crypto.randomUUID()}`
  await say(page, text)
  await expect(said(page, text)).toContainText('(you)')
  await expect(page.locator('[data-outbox]')).toHaveCount(0)

  await goTo(other, 'Messages')
  await other
    .getByRole('navigation', { name: 'Conversations' })
    .getByRole('link', { name: CHAT_LABEL })
    .click()
  await expect(said(other, text)).toBeVisible()
  await expect(said(other, text).locator('b')).toHaveCount(0)
})

test('V5: a message is written and sent with keys only, and the keys are listed', async ({ deck, page }) => {
  await open(page, deck.url)
  await page.keyboard.press('/')
  await expect(composer(page)).toBeFocused()
  const text = `Two lines ${crypto.randomUUID()}`
  await page.keyboard.type(text)
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('the second')
  await page.keyboard.press('Enter')
  await expect(said(page, text)).toContainText('the second')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Next and previous conversation')
})

test('T6: what is written while the backend is away waits, survives a reload, and is sent in order', async ({
  deck,
  page,
}) => {
  await open(page, deck.url)
  await expectMode(page, 'websocket', `${CHAT}/chat`)
  await deck.fault({ system: 'workspace-chat', fault: 'down' })
  await expect(room(page).locator('[data-link]')).not.toHaveAttribute('data-mode', 'websocket')
  const mark = crypto.randomUUID()
  await say(page, `first ${mark}`)
  await say(page, `second ${mark}`)
  const waiting = page.locator('[data-outbox="waiting"]')
  await expect(waiting).toHaveCount(2)
  await page.reload()
  await expect(waiting).toHaveText([new RegExp(`first ${mark}`), new RegExp(`second ${mark}`)])
  await deck.endFaults()
  await expect(said(page, mark)).toHaveText([/first/, /second/])
  await expect(page.locator('[data-outbox]')).toHaveCount(0)
})

test('a reading is quoted into a message whose link opens that sensor at that time', async ({
  deck,
  page,
}) => {
  await page.goto(deck.url + VIBRATION_PATH)
  await page.getByRole('button', { name: /^Quote / }).click()
  await expect(page).toHaveURL(/\/messages/)
  const field = page.getByRole('textbox', { name: 'Write a message' })
  await expect(field).toHaveValue(new RegExp(`${VIBRATION.name}.* at .*/sensors/${PLANT}/`))
  // A draft survives another view.
  await goTo(page, 'Events')
  await goTo(page, 'Messages')
  await expect(field).toHaveValue(/\/sensors\//)
  await page.keyboard.press('/')
  await page.keyboard.press('Enter')
  await page
    .getByRole('link', { name: new RegExp(`^${VIBRATION.name} at `) })
    .last()
    .click()
  await expect(page).toHaveURL(/\/sensors\/.*at=/)
  await expect(page.getByText(/^Showing /)).toBeVisible()
  await page.getByRole('button', { name: 'Back to now' }).click()
  await expect(page).not.toHaveURL(/at=/)
})

test('a time of which nothing is known is said to be so', async ({ deck, page }) => {
  await page.goto(`${deck.url}${sensorPath()}?at=2001-01-01T00:00:00Z`)
  await expect(page.getByText('No samples of that time are known here.')).toBeVisible()
})

test('V5: at 320 pixels nothing is wider than the page, and the composer is in reach', async ({
  deck,
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await open(page, deck.url)
  await composer(page).scrollIntoViewIfNeeded()
  await expect(composer(page)).toBeInViewport()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
})

test('V2, V5: axe finds nothing, with messages, one that waits, and a draft, wide and narrow', async ({
  deck,
  page,
}) => {
  await open(page, deck.url)
  const mark = crypto.randomUUID()
  await say(page, `said ${mark}`)
  await expect(said(page, mark)).toBeVisible()
  await deck.fault({ system: 'workspace-chat', fault: 'down' })
  await expect(room(page).locator('[data-link]')).not.toHaveAttribute('data-mode', 'websocket')
  await say(page, `waits ${mark}`)
  await expect(page.locator('[data-outbox="waiting"]')).toBeVisible()
  await composer(page).fill('a draft')
  for (const [width, scheme] of [
    [1280, 'light'],
    [320, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 })
    expect(await accessibilityProblems(page, scheme), `${width} px, ${scheme}`).toEqual([])
  }
})
