// What becomes of the demo's jobs and their chat when frames are garbage, come twice, change places, or carry the time of
// a wrong clock (protocols/newloom-chat-and-streams.rst; rules T4, T6, V7, K2).
import { faultsOf } from './faults.ts'
import { expect, test as base, type Deck, type Locator, type Page } from './fixture.ts'
import { newloomAt, type NewloomClient } from './newloom-client.ts'
import {
  cardOf,
  countOf,
  expectMode,
  factOf,
  goTo,
  JOBS,
  JOBS_CHAT_LINK,
  JOBS_LINK,
  numberIn,
  openConnections,
  sourceOf,
} from './parts.ts'

/** Somebody else at the same NewLoom. */
const test = base.extend<{ somebody: NewloomClient }>({
  somebody: async ({ deck }, use) => {
    const somebody = await newloomAt(deck.url)
    await use(somebody)
    await somebody.stop()
  },
})

test.describe.configure({ mode: 'parallel' })

const { lasting } = faultsOf('newloom')
const HOUR = 3_600_000
/** More than the demo has bad frames, of which one follows each good frame. */
const BAD_FRAMES = 60

async function openMessages(page: Page, deck: Deck): Promise<void> {
  await page.goto(`${deck.url}/messages?source=${JOBS}`)
  for (const link of [JOBS_LINK, JOBS_CHAT_LINK]) await expectMode(page, 'websocket', link)
}

/** The messages of the open conversation with this in their text, the oldest first. */
function messagesWith(page: Page, text: string): Locator {
  return page.locator(`.room[data-source="${JOBS}"] [data-key]`).filter({ hasText: text })
}

/** The run that goes on, if any, is over, and so is one after it that had something to do. */
async function runThrough(somebody: NewloomClient): Promise<void> {
  await expect.poll(async () => (await somebody.states())['Export']).not.toBe('processing')
  await somebody.run('Export')
  const stateAfter = async (): Promise<string | undefined> => {
    const { Export: state } = await somebody.states()
    // A demo that has just begun has nothing to export.
    if (state === 'failed') await somebody.run('Export')
    return state
  }
  await expect.poll(stateAfter).toBe('active')
}

test('T6, V7: garbage in the chat costs nothing but itself: it is counted and shown as text, and messages go on', async ({
  deck,
  page,
  somebody,
}) => {
  await openMessages(page, deck)
  await deck.fault(lasting('garbage'))
  const name = crypto.randomUUID()
  for (let count = 1; count <= BAD_FRAMES; count++) somebody.say(`${name} ${count}.`)
  await expect(messagesWith(page, `${name} ${BAD_FRAMES}.`)).toBeVisible()
  // The bad ones carry older times.
  await page.keyboard.press('Home')
  await expect(page.locator('[data-key]').filter({ hasText: 'Unknown author' })).toContainText('Hello')
  await expect(page.getByRole('region', { name: 'People' })).toContainText('<b>operator</b>')
  await expect(messagesWith(page, `${name} 1.`)).toBeVisible()
  await expect(page.locator('img[src="x"], main script, main b')).toHaveCount(0)
  await expectMode(page, 'websocket', JOBS_CHAT_LINK)
  await deck.endFaults()

  await goTo(page, 'Connections')
  const section = sourceOf(page, JOBS)
  await section.getByText(/^Last rejected/).click()
  const reasons = (await section.locator('details li').allInnerTexts()).join('\n')
  expect(reasons).toMatch(/expected .+, found .+/)
  expect(reasons).toContain('Chat')
})

test('T6, V7: garbage about jobs is counted, a job that there is not is told from those that there are, and they end in their right state', async ({
  deck,
  page,
  somebody,
}) => {
  await openConnections(page, deck.url, JOBS_LINK)
  const section = sourceOf(page, JOBS)
  await deck.fault(lasting('garbage'))
  for (const job of ['Export', 'Retention', 'Minute roll-up'] as const) await somebody.run(job)
  await expect.poll(() => countOf(section, 'Parts rejected')).toBeGreaterThan(10)
  await section.getByText(/^Last rejected/).click()
  await expect(section.locator('details li p').first()).toContainText(/expected .+, found .+/)
  await expectMode(page, 'websocket', JOBS_LINK)
  await runThrough(somebody)
  await deck.endFaults()
  await runThrough(somebody)

  await goTo(page, 'Health')
  const jobs = sourceOf(page, JOBS)
    .getByRole('article')
    .filter({ has: page.getByRole('button', { name: /^Log/ }) })
  await expect(jobs.locator('h4')).toHaveText(['Minute roll-up', 'Retention', 'Export', '__proto__'])
  await expect(cardOf(page, '__proto__')).toContainText('No longer listed.')
  await expect(cardOf(page, '__proto__')).toHaveAttribute('data-state', 'unknown')
  await expect(cardOf(page, 'Export')).toHaveAttribute('data-state', 'normal')
  await expect(cardOf(page, 'Export').locator('.progress .words')).toHaveText(/^Last run: ([\d,.]+) of \1$/)
  await expect(page.getByText('<img src=x onerror=alert(1)>').first()).toBeVisible()
  await expect(page.locator('img[src="x"], main script')).toHaveCount(0)
})

test('T4: messages that come twice stand there once, and a run that is told twice is the same run', async ({
  deck,
  page,
  somebody,
}) => {
  await openMessages(page, deck)
  await deck.fault(lasting('duplicate'))
  const name = crypto.randomUUID()
  for (let count = 1; count <= 5; count++) somebody.say(`${name} ${count}.`)
  await expect(messagesWith(page, `${name} 5.`)).toBeVisible()
  await expect(messagesWith(page, name)).toHaveCount(5)
  await goTo(page, 'Health')
  await runThrough(somebody)
  const card = cardOf(page, 'Export')
  await expect(card).toHaveAttribute('data-state', 'normal')
  await expect(card.locator('.progress .words')).toHaveText(/^Last run: ([\d,.]+) of \1$/)
})

test('T4: messages that change places are put in order by their time, and a job ends in its last state', async ({
  deck,
  page,
  somebody,
}) => {
  await openMessages(page, deck)
  await deck.fault(lasting('out-of-order'))
  const name = crypto.randomUUID()
  for (let count = 1; count <= 6; count++) {
    somebody.say(`${name} ${count}.`)
    // Whoever asks in between writes at another time.
    await somebody.states()
  }
  const messages = messagesWith(page, name)
  await expect(messages).toHaveCount(6)
  const counts = (await messages.allInnerTexts()).map((text) => numberIn(/ (\d)\./.exec(text)?.[1] ?? ''))
  expect(counts).toEqual([1, 2, 3, 4, 5, 6])

  await goTo(page, 'Health')
  await runThrough(somebody)
  await deck.endFaults()
  await somebody.run('Retention')
  await expect(cardOf(page, 'Export')).toHaveAttribute('data-state', 'normal')
})

for (const { by, says } of [
  { by: HOUR / 1_000, says: /60 min ahead, ± / },
  { by: -HOUR / 1_000, says: /60 min behind, ± / },
]) {
  test(`K2: a NewLoom whose clock is ${by} s off has runs of now and messages at its own time, and the offset is shown with a warning`, async ({
    deck,
    page,
    somebody,
  }) => {
    await deck.fault(lasting('skew', { by }))
    await openMessages(page, deck)
    const name = crypto.randomUUID()
    somebody.say(name)
    const time = messagesWith(page, name).locator('time')
    const told = Date.parse((await time.getAttribute('datetime')) ?? '')
    expect(Math.abs(told - Date.now() - by * 1_000)).toBeLessThan(HOUR / 10)
    await goTo(page, 'Health')
    const card = cardOf(page, 'Export')
    await runThrough(somebody)
    await expect(factOf(card, 'Last run')).toContainText(/^(\d+ s ago|now)/)
    await expect(factOf(card, 'Next run')).toContainText(/in \d+ (s|min)/)
    await expect(card).toHaveAttribute('data-freshness', 'live')
    await goTo(page, 'Connections')
    await expect(factOf(sourceOf(page, JOBS), 'Clock')).toContainText(says)
    await expect(factOf(sourceOf(page, JOBS), 'Clock')).toContainText('Somebody should set it.')
  })
}
