// The demo's own jobs as cards on Health: what they say, what can be done to them, and what becomes of them when their
// socket is refused or their backend is away (protocols/newloom-chat-and-streams.rst; rules C1, T1, T8, V6).
import { expect, test, type Deck, type Locator, type Page } from './fixture.ts'
import { badgeOf, cardOf, factOf, recordAttribute, sourceOf, tryNow } from './parts.ts'

const JOBS = 'demo-jobs'
const LINK = `${JOBS}/streams`
const SYSTEM = 'newloom'
/** Longer than any test: each fault is ended by hand. */
const SECONDS = 90

async function openJobs(page: Page, deck: Deck): Promise<void> {
  await page.goto(`${deck.url}/health`)
  await expect(badgeOf(page, LINK)).toHaveAttribute('data-mode', 'websocket')
}

async function command(page: Page, label: string, job: string): Promise<void> {
  const group = page.getByRole('group', { name: `Commands for ${job}` })
  await group.getByRole('button', { name: `${label} ${job}` }).click()
}

function progressOf(card: Locator): Locator {
  return card.locator('.progress .words')
}

test('the jobs stand in the order of their backend, each with its state, its counts and its times', async ({
  deck,
  page,
}) => {
  await openJobs(page, deck)
  const section = sourceOf(page, JOBS)
  await expect(section.getByRole('article').filter({ hasText: 'Next run' }).locator('h4')).toHaveText([
    'Minute roll-up',
    'Retention',
    'Export',
  ])
  const card = cardOf(page, 'Retention')
  await expect(card).toHaveAttribute('data-freshness', 'live')
  await expect(factOf(card, 'Next run')).toContainText(/in \d+ (s|min)|due now/)
  await expect(section).not.toContainText('come by polling')
})

test('V6: a job that is run now counts up, and its card keeps its size', async ({ deck, page }) => {
  await openJobs(page, deck)
  const card = cardOf(page, 'Export')
  await expect(card).toHaveAttribute('data-state', 'normal')
  const states = await recordAttribute(card, 'data-state')
  const before = await card.boundingBox()
  await command(page, 'Run now', 'Export')
  await expect(card).toHaveAttribute('data-state', 'busy')
  await expect(card.getByRole('progressbar', { name: 'Progress of Export' })).toBeVisible()
  expect((await card.boundingBox())?.height).toBe(before?.height)
  await expect(card).toHaveAttribute('data-state', 'normal')
  await expect(progressOf(card)).toHaveText(/^Last run: ([\d,.]+) of \1$/)
  await expect(factOf(card, 'Failed')).toHaveText(/^\d+$/)
  await expect(factOf(card, 'Last run')).toContainText(/^\d+ s ago/)
  expect(await states()).toEqual(['normal', 'busy', 'normal'])
  expect((await card.boundingBox())?.height).toBe(before?.height)
})

test('a job is paused after a question, and started again', async ({ deck, page }) => {
  await openJobs(page, deck)
  const card = cardOf(page, 'Retention')
  await expect(card).toHaveAttribute('data-state', 'normal')
  await command(page, 'Pause', 'Retention')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Pause' }).click()
  await expect(card).toHaveAttribute('data-state', 'stopped')
  await expect(factOf(card, 'Next run')).toContainText('–')
  await command(page, 'Start', 'Retention')
  await expect(card).toHaveAttribute('data-state', 'normal')
  await expect(factOf(card, 'Next run')).toContainText(/in \d+ (s|min)/)
})

test('the log tells the last runs, asked for when it is opened, and closes by the keyboard', async ({
  deck,
  page,
}) => {
  await openJobs(page, deck)
  await command(page, 'Run now', 'Export')
  await expect(progressOf(cardOf(page, 'Export'))).toHaveText(/^Last run/)
  await cardOf(page, 'Export').getByRole('button', { name: 'Log' }).click()
  const dialog = page.getByRole('dialog', { name: 'Last runs of Export' })
  await expect(dialog.locator('tbody tr').first()).toContainText('Succeeded')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('C1: where the server has no socket for them they come by polling, say so, and can be told what to do', async ({
  deck,
  page,
}) => {
  await openJobs(page, deck)
  const section = sourceOf(page, JOBS)
  await deck.fault({ system: SYSTEM, fault: 'refuse', seconds: SECONDS })
  await deck.fault({ system: SYSTEM, fault: 'terminate' })
  await expect(badgeOf(page, LINK)).toHaveAttribute('data-mode', 'polling')
  await expect(section).toContainText('Streams come by polling.')
  const card = cardOf(page, 'Export')
  await expect(card).toHaveAttribute('data-freshness', 'live')
  await command(page, 'Run now', 'Export')
  await expect(card.locator('[data-outcome="done"]')).toContainText('Run now')
  await expect(factOf(card, 'Last run')).toContainText(/^\d+ s ago/)
  await deck.endFaults()
  await tryNow(page, LINK)
  await expect(badgeOf(page, LINK)).toHaveAttribute('data-mode', 'websocket')
  await expect(section).not.toContainText('come by polling')
})

test('T1, T8: while their backend is away they are what was last known, and live again after it', async ({
  deck,
  page,
}) => {
  await openJobs(page, deck)
  const card = cardOf(page, 'Retention')
  await expect(card).toHaveAttribute('data-freshness', 'live')
  await deck.fault({ system: SYSTEM, fault: 'down', seconds: SECONDS })
  await expect(card).toHaveAttribute('data-freshness', 'stale')
  await expect(card).toHaveAttribute('data-state', 'unknown')
  await expect(card).toContainText(/Last known \w+, \d+ s ago/)
  await deck.endFaults()
  await tryNow(page, LINK)
  await expect(card).toHaveAttribute('data-freshness', 'live')
})
