// The connection doctor in a real browser, on a sound demo and on one that is broken on demand: it names the cause that
// was planted, beside links that go on as they were.
import { CHAT, CHAT_LINK, CHAT_SYSTEM } from './chat-room.ts'
import { accessibilityProblems, expect, test, type Locator, type Page } from './fixture.ts'
import { watching } from './own-backends.ts'
import { expectMode, JOBS, JOBS_LINK, openConnections, SOURCE } from './parts.ts'
import { signIn, signInDialogOf } from './secrets.ts'

test.describe.configure({ mode: 'parallel' })

const SYSTEM = 'webmacs'
const SECONDS = 120

function sectionOf(page: Page, source: string = SOURCE): Locator {
  return page.locator(`[data-source="${source}"]`)
}

/** Examines a source, and waits until it is over. */
async function examine(page: Page, source: string = SOURCE): Promise<Locator> {
  const section = sectionOf(page, source)
  await section.getByRole('button', { name: 'Find out what is wrong' }).click()
  const panel = section.getByRole('region', { name: /^What is wrong with / })
  await expect(panel).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 })
  return panel
}

function failedSteps(panel: Locator): Promise<string[]> {
  return panel
    .locator('li[data-outcome="failed"]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-step') ?? ''))
}

test('blames nothing on sound sources, disturbs none of them, and says so once', async ({
  deck,
  page,
  consoleProblems,
}) => {
  // One after the other: each listens for as long as silence can be sound there.
  test.slow()
  await page.goto(`${deck.url}/connections`)
  const sections = page.locator('[data-source]')
  await expectMode(page, 'websocket')
  const sources = await sections.evaluateAll((all) => all.map((one) => one.getAttribute('data-source') ?? ''))
  expect(sources).toHaveLength(5)
  for (const source of sources) {
    const panel = await examine(page, source)
    await expect(panel).toContainText('Nothing is wrong with this source.')
    expect(await failedSteps(panel)).toEqual([])
  }
  await expect(page.locator('[aria-live="polite"]', { hasText: 'was examined' })).toBeAttached()
  await expectMode(page, 'websocket')
  expect(consoleProblems).toEqual([])
  expect(await accessibilityProblems(page, 'light')).toEqual([])
  await page.setViewportSize({ width: 320, height: 800 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
})

test('names the cookie that the browser lost, and the one that this page cannot read', async ({
  deck,
  page,
}) => {
  await openConnections(page, deck.url, JOBS_LINK)
  await page.context().clearCookies({ name: 'csrftoken' })
  const panel = await examine(page, JOBS)
  const conclusion = panel.locator('.conclusion')
  await expect(conclusion).toContainText('cannot read its cookie “csrftoken”')
  await expect(conclusion).toContainText('HttpOnly')

  await page.context().clearCookies()
  await panel.getByRole('button', { name: 'Examine again' }).click()
  await expect(panel).toHaveAttribute('aria-busy', 'true')
  await expect(panel).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 })
  await expect(conclusion).toContainText('the browser or a proxy loses the cookie of the sign-in')
})

test('takes no connection that other pages of this browser have, and blames nothing for it', async ({
  deck,
  page,
}) => {
  for (const one of [await page.context().newPage(), await page.context().newPage(), page]) {
    await openConnections(one, deck.url, CHAT_LINK)
  }
  const panel = await examine(page, CHAT)
  await expect(panel.locator('li[data-step="upgrade"]')).toHaveAttribute('data-outcome', 'notice')
  await expect(panel).toContainText('The backend takes 3 connections of one user')
  await expect(panel.locator('.conclusion')).toContainText('Nothing is broken. One thing is worth knowing.')
  await expectMode(page, 'websocket', CHAT_LINK)
})

test('does not blame a newer chat for the one connection that it takes of a user', async ({
  page,
  startDeck,
  startDemo,
}) => {
  const proxy = `${(await startDemo()).url}/workspace-chat/v2`
  const room = { id: 'room', system: CHAT_SYSTEM, label: 'Room', proxy, auth: { method: 'password' } }
  const deck = await startDeck({ configuration: watching(room) })
  await page.goto(`${deck.url}/connections`)
  await expect(signInDialogOf(page)).toBeVisible()
  await signIn(page, { Name: 'operator', Password: 'watchdeck' })
  await expectMode(page, 'websocket', 'room/chat')
  const panel = await examine(page, 'room')
  expect(await failedSteps(panel)).toEqual([])
  await expect(panel.locator('li[data-step="first-frame"]')).toContainText(
    'takes no other connection while the watched one is open',
  )
  await expectMode(page, 'websocket', 'room/chat')
})

for (const { fault, step, says, remedy } of [
  { fault: 'down', step: 'reachable', says: /status 502/, remedy: 'Start the backend' },
  { fault: 'refuse', step: 'upgrade', says: /refused before it opens/, remedy: 'pass WebSockets' },
  { fault: 'mute', step: 'first-frame', says: /nothing came on it/, remedy: 'Restart the backend' },
  { fault: 'skew', step: 'clock', says: /60 min ahead/, remedy: 'NTP' },
]) {
  test(`names the cause of “${fault}”, and is content when it is over`, async ({ deck, page }) => {
    await page.goto(`${deck.url}/connections`)
    await expectMode(page, 'websocket')
    await deck.fault({ system: SYSTEM, fault, seconds: SECONDS })
    const panel = await examine(page)
    expect((await failedSteps(panel))[0]).toBe(step)
    const conclusion = panel.locator('.conclusion')
    await expect(conclusion).toContainText(says)
    await expect(conclusion).toContainText(remedy)

    await deck.endFaults()
    await expectMode(page, 'websocket')
    await panel.getByRole('button', { name: 'Examine again' }).click()
    await expect(panel).toHaveAttribute('aria-busy', 'true')
    await expect(panel).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 })
    await expect(conclusion).toContainText('Nothing is wrong with this source.')
  })
}
