// The connection doctor in a real browser, on a sound demo and on one that is broken on demand: it names the cause that
// was planted, beside links that go on as they were.
import { accessibilityProblems, expect, test, type Locator, type Page } from './fixture.ts'
import { expectMode, SOURCE } from './parts.ts'

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
  await page.goto(`${deck.url}/connections`)
  const sections = page.locator('[data-source]')
  await expectMode(page, 'websocket')
  const sources = await sections.evaluateAll((all) => all.map((one) => one.getAttribute('data-source') ?? ''))
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
