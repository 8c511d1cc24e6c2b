// A machine that has too much else to do: charts are drawn less often, the page says so, and nothing else waits
// (rules P5, T6, A0). The work is given to the page in each frame, as a busy browser would have it.
import { expect, test, type Locator, type Page } from './fixture.ts'
import { badgeOf, bandOf, cardOf, expectMode, factOf, numberIn, OWN_VALUE } from './parts.ts'

const NORMAL = 40
const BEYOND = 95
/** Other tests run beside this one: a machine that is busy in earnest takes a while to be free again. */
const FREE_AGAIN_LIMIT = 90_000

/** Gives the page so much to do in each frame; call the answer to end it. */
async function keepBusy(page: Page, eachFrameMs: number): Promise<() => Promise<void>> {
  await page.evaluate((busyMs) => {
    const work = (): void => {
      if (document.documentElement.dataset['busy'] === 'no') return
      const end = performance.now() + busyMs
      while (performance.now() < end);
      requestAnimationFrame(work)
    }
    work()
  }, eachFrameMs)
  return () => page.evaluate(() => void (document.documentElement.dataset['busy'] = 'no'))
}

function noticeOf(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Drawing' })
}

async function expectDrawnMore(card: Locator, samples: number): Promise<void> {
  const drawn = async (): Promise<number> =>
    Number(await card.locator('[data-drawn]').getAttribute('data-drawn'))
  const before = await drawn()
  await expect.poll(drawn).toBeGreaterThanOrEqual(before + samples)
}

test('charts are slowed while frames are long, the page says so, and an alarm comes all the same', async ({
  deck,
  page,
  startTelemetry,
}) => {
  const telemetry = await startTelemetry(deck.url)
  telemetry.hold(NORMAL)
  await page.goto(deck.url)
  const card = cardOf(page, OWN_VALUE.name)
  await expect(card).toHaveAttribute('data-state', 'normal')
  // A short window slides often: where little is drawn, there is nothing to slow.
  await page.getByRole('combobox', { name: 'Time shown' }).selectOption('60 s')

  const end = await keepBusy(page, 70)
  await expect(noticeOf(page)).toContainText('This machine is busy: charts are drawn')
  await expect(noticeOf(page)).toContainText('Values, alarms and limits are not slowed.')
  await expect(page.locator('[data-announcer]')).toContainText('This machine is busy')
  // Then what nobody sees sleeps: its words, and never its state.
  await expect(noticeOf(page)).toHaveAttribute('data-drawing', 'slowest')
  await expect(card.locator('data')).toBeHidden()
  await expect(card.locator('canvas')).toBeHidden()

  telemetry.hold(BEYOND)
  await expect(card).toHaveAttribute('data-state', 'warn')
  await expect(card).not.toBeInViewport()
  await expect(bandOf(page).getByRole('link', { name: new RegExp(`^${OWN_VALUE.name}`) })).toBeVisible()

  await card.scrollIntoViewIfNeeded()
  await expect(card.locator('data')).toHaveAttribute('value', String(BEYOND))
  // T6: less often is not less: what comes meanwhile is drawn.
  await expectDrawnMore(card, 3)

  await end()
  await expect(noticeOf(page)).toHaveCount(0, { timeout: FREE_AGAIN_LIMIT })
})

test('P5, T6: Connections tells how often charts are drawn, how long they take, and the sums of all readings', async ({
  deck,
  page,
}) => {
  await page.goto(deck.url)
  await expectMode(page, 'websocket')
  // Its history, and then some that came live and were measured.
  await expectDrawnMore(cardOf(page, 'Memory used'), 1)
  await expectDrawnMore(cardOf(page, 'Memory used'), 3)
  await badgeOf(page).click()
  const drawing = page.getByRole('region', { name: 'Drawing' })
  for (const name of ['Half painted within', '95 % painted within']) {
    await expect(factOf(drawing, name)).toHaveText(/^[\d,]+ ms$/)
  }
  for (const name of ['Readings received', 'Readings stored', 'Samples drawn']) {
    await expect.poll(async () => numberIn(await factOf(drawing, name).innerText())).toBeGreaterThan(0)
  }
  await expect(factOf(drawing, 'Charts were drawn')).toHaveText('As soon as there was something new')
  // Nothing is drawn here.
  await expect(factOf(drawing, 'Charts drawn a second')).toHaveText('0')
})
