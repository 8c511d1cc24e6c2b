// What this browser keeps, for a page that is opened while a backend is away; and a browser that keeps nothing (T5, T8).
import { expect, test, type Page } from './fixture.ts'
import { cardOf, expectMode, goTo, openTable, PLANT_LINK, processorOf, tableRows, tryNow } from './parts.ts'
import { VIBRATION, VIBRATION_PATH } from './plant.ts'

const FRESH = 'article[data-freshness="live"], article[data-freshness="late"]'

test('T5, T8: opened again while everything is down, the wall shows what was known last, and nothing of it as fresh', async ({
  deck,
  page,
}) => {
  await page.goto(deck.url + VIBRATION_PATH)
  await openTable(page)
  await expect.poll(async () => (await tableRows(page)).length).toBeGreaterThan(8)
  await goTo(page, 'Overview')
  await expect(cardOf(page, VIBRATION.name)).toHaveAttribute('data-freshness', 'live')
  await deck.fault({ system: '*', fault: 'down', seconds: 90 })
  await page.reload()

  const card = cardOf(page, VIBRATION.name)
  await expect(card).toHaveAttribute('data-freshness', 'stale')
  await expect(card).toContainText(/Stale, \d+ s ago/)
  await expect(card.locator('data')).toHaveAttribute('value', /^[12]\.\d+$/)
  await expect(processorOf(page)).toHaveAttribute('data-freshness', 'stale')
  await expect(page.locator(FRESH)).toHaveCount(0)
  await expectMode(page, 'connecting', PLANT_LINK)
  await goTo(page, 'Health')
  await expect(cardOf(page, 'Plant')).toContainText(/Last known running, \d+ s ago/)
  await expect(page.locator(FRESH)).toHaveCount(0)

  await page.goto(deck.url + VIBRATION_PATH)
  await openTable(page)
  await expect.poll(async () => (await tableRows(page))[0]?.arrival).toBe('restored')
  // By now what is missing is long enough to be a gap.
  await expect(card).toContainText(/Stale, ([6-9]|\d\d) s ago/)
  await deck.endFaults()
  await tryNow(page, PLANT_LINK)
  await expectMode(page, 'websocket', PLANT_LINK)
  await openTable(page)
  await expect
    .poll(async () => [...new Set((await tableRows(page)).map(({ arrival }) => arrival))])
    .toEqual(['live', 'No samples in between', 'restored'])
})

/** The browser says that it has no such storage, forbids it, or has no room left. */
const WITHOUT_STORAGE: Record<string, () => void> = {
  'it has no storage for it.': () => {
    Object.defineProperty(window, 'indexedDB', { value: undefined })
  },
  'do not allow it.': () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    }
  },
  'its storage is full.': () => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
    }
  },
}

async function expectWorking(page: Page): Promise<void> {
  await expect(cardOf(page, VIBRATION.name)).toHaveAttribute('data-freshness', 'live')
  await expect(processorOf(page)).toHaveAttribute('data-freshness', 'live')
}

for (const [says, disable] of Object.entries(WITHOUT_STORAGE)) {
  test(`where the browser keeps no history the page works and says why: ${says}`, async ({
    deck,
    page,
    consoleProblems,
  }) => {
    await page.addInitScript(disable)
    await page.goto(deck.url)
    await expectWorking(page)
    // What is kept is written when the page is left, too.
    await page.evaluate(() => window.dispatchEvent(new Event('pagehide')))
    await goTo(page, 'Connections')
    await expect(page.getByText('History is not kept in this browser')).toContainText(says)
    await goTo(page, 'Overview')
    await expectWorking(page)
    expect(consoleProblems).toEqual([])
  })
}
