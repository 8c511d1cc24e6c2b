// watchdeck.json: one's own backend, several side by side, and what the page says of a file that is wrong.
import { writeFileSync } from 'node:fs'
import { expect, test, type Page } from './fixture.ts'
import { askingSource, automaticSource, watching } from './own-backends.ts'
import { badgeOf, cardOf, expectMode, goTo, OWN_VALUE } from './parts.ts'

/** Opens a page whose watchdeck.json is this text. */
async function openWith(page: Page, url: string, text: string, path = '/connections'): Promise<void> {
  await page.route('**/watchdeck.json', (route) =>
    route.fulfill({ contentType: 'application/json', body: text }),
  )
  await page.goto(url + path)
}

function problemIn(page: Page, key: string) {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: key, exact: true }) })
}

test('WATCHDECK_CONFIG watches a backend of one’s own, on any port, under its own name', async ({
  page,
  startDeck,
  startDemo,
  startTelemetry,
  consoleProblems,
}) => {
  const demo = await startDemo()
  const deck = await startDeck({ configuration: watching(automaticSource(demo)) })
  const telemetry = await startTelemetry(demo.url)
  telemetry.hold(12)
  await page.goto(deck.url)
  await expectMode(page, 'websocket', 'plant/datapoints')
  await expect(page.getByRole('region', { name: 'Plant' })).toBeVisible()
  await expect(cardOf(page, OWN_VALUE.name).locator('data')).toHaveAttribute('value', '12')
  expect(consoleProblems).toEqual([])
  await page.goto(`${deck.url}/connections`)
  await expect(page.locator('[data-source="plant"]')).toBeVisible()
  await expect(page.getByText('Faults on demand')).toHaveCount(0)
})

test('two sources stand side by side: each has its values and its link, and one may fail alone', async ({
  page,
  startDeck,
  startDemo,
  startTelemetry,
}) => {
  const [north, south] = await Promise.all([startDemo(), startDemo()])
  const sources = watching(automaticSource(north, 'north', 'North'), automaticSource(south, 'south', 'South'))
  const deck = await startDeck({ configuration: sources })
  const [toNorth, toSouth] = await Promise.all([startTelemetry(north.url), startTelemetry(south.url)])
  toNorth.hold(11)
  toSouth.hold(22)
  await page.goto(deck.url)
  const ownOf = (label: string) =>
    page.getByRole('region', { name: label }).getByRole('article', { name: OWN_VALUE.name })
  await expect(ownOf('North').locator('data')).toHaveAttribute('value', '11')
  await expect(ownOf('South').locator('data')).toHaveAttribute('value', '22')

  await north.fault({ system: 'webmacs', fault: 'down', seconds: 60 })
  await expectMode(page, 'connecting', 'north/datapoints')
  toNorth.hold(33)
  toSouth.hold(44)
  await expect(ownOf('South').locator('data')).toHaveAttribute('value', '44')
  await expect(ownOf('South')).toHaveAttribute('data-freshness', 'live')
  await expect(ownOf('North').locator('data')).toHaveAttribute('value', '11')
  await expectMode(page, 'websocket', 'south/datapoints')
})

test('a file that is missing or cut off is told as such, with its name, and hangs nothing', async ({
  page,
  startDeck,
}, testInfo) => {
  const missing = testInfo.outputPath('missing.json')
  const cutOff = testInfo.outputPath('cut-off.json')
  writeFileSync(cutOff, '{ "version": 1, "sources": [ { "id": "pla')
  for (const [file, says] of [
    [missing, 'does not exist'],
    [cutOff, 'JSON'],
  ] as const) {
    const deck = await startDeck({ env: { WATCHDECK_CONFIG: file } })
    await page.goto(`${deck.url}/connections`)
    const problem = problemIn(page, 'watchdeck.json')
    await expect(problem).toContainText(says)
    await expect(problem).toContainText(file)
    await page.goto(deck.url)
    await expect(page.getByText('The configuration has problems.')).toBeVisible()
  }
})

test('each wrong key is named with what was expected and what was found; good sources are watched all the same', async ({
  deck,
  page,
  startDemo,
}) => {
  const demo = await startDemo()
  const good = { ...askingSource(demo), url: demo.url, proxy: undefined }
  const file = watching(
    good,
    { ...good, id: 'Wrong Id' },
    { ...good, id: 'other', system: 'scada-9000' },
    { ...good, id: 'nowhere', url: undefined },
    { ...good, id: 'by-mail', auth: { method: 'carrier-pigeon' } },
    good,
    'just a text',
  )
  await openWith(page, deck.url, JSON.stringify(file))
  for (const [key, expected, found] of [
    ['sources[1].id', 'small letters', 'Wrong Id'],
    ['sources[2].system', 'webmacs', 'scada-9000'],
    ['sources[3].proxy', 'where the backend is', 'nothing'],
    ['sources[4].auth.method', 'password', 'carrier-pigeon'],
    ['sources[5].id', 'no other source', 'plant'],
    ['sources[6]', '', 'text'],
  ] as const) {
    await expect(problemIn(page, key)).toContainText(expected)
    await expect(problemIn(page, key)).toContainText(found)
  }
  await expect(page.locator('[data-source="plant"]')).toBeVisible()
  await expect(badgeOf(page, 'plant/datapoints')).toBeVisible()
})

for (const { what, text, key, expected, found } of [
  {
    what: 'a newer version',
    text: '{"version":2,"sources":[]}',
    key: 'version',
    expected: 'the number 1',
    found: '2',
  },
  {
    what: 'no list of sources',
    text: '{"version":1,"sources":{}}',
    key: 'sources',
    expected: 'a list',
    found: 'object',
  },
  {
    what: 'something else than JSON',
    text: 'version: 1',
    key: 'watchdeck.json',
    expected: 'a JSON file',
    found: 'JSON',
  },
  {
    what: 'half a file',
    text: '{"version":1,"sour',
    key: 'watchdeck.json',
    expected: 'a JSON file',
    found: 'JSON',
  },
]) {
  test(`a file with ${what} names key, expectation and finding`, async ({ deck, page }) => {
    await openWith(page, deck.url, text)
    await expect(problemIn(page, key)).toContainText(expected)
    await expect(problemIn(page, key)).toContainText(found)
  })
}

test('a page without sources says how to add one', async ({ deck, page, consoleProblems }) => {
  await openWith(page, deck.url, '{"version":1,"sources":[]}', '/')
  await expect(page.getByText('No source is configured.')).toBeVisible()
  await expect(page.getByText('WATCHDECK_CONFIG=my.json npm start')).toBeVisible()
  await goTo(page, 'Connections')
  await expect(page.getByText('public/watchdeck.json')).toBeVisible()
  await expect(page.getByText(/"system": "[a-z-]+"/)).toBeVisible()
  expect(consoleProblems).toEqual([])
})
