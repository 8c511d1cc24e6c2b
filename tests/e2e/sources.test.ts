// Settings, sources: one's own backend is added on the page, changed, switched off, removed, written to a file and read.
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { accessibilityProblems, expect, test, type Locator, type Page } from './fixture.ts'
import { automaticSource, watching } from './own-backends.ts'
import { badgeOf, expectMode, tabTo } from './parts.ts'

const HALL = 'hall-3/status'

function entryOf(page: Page, id: string): Locator {
  return page.locator(`[data-entry="${id}"]`)
}

async function openSources(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/connections`)
  await page.getByRole('link', { name: 'Add or change sources' }).click()
  await expect(page.getByRole('heading', { name: 'Sources', exact: true })).toBeVisible()
}

/** Adds the components of a demo elsewhere, by its own address. */
async function addHall(page: Page, address: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a source' }).click()
  const form = page.getByRole('dialog', { name: 'Add a source' })
  await form.getByLabel('System').selectOption({ label: 'Control Center' })
  await form.getByLabel('Label').fill('Hall 3')
  await expect(form.getByLabel('Id', { exact: true })).toHaveValue('hall-3')
  await form.getByLabel('Address').fill(address)
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toBeHidden()
}

test('a second backend is added by its address, shows its values, moves, is switched off and removed', async ({
  page,
  startDeck,
  startDemo,
  consoleProblems,
}) => {
  const [plant, hall] = await Promise.all([startDemo(), startDemo()])
  const deck = await startDeck({ configuration: watching(automaticSource(plant)) })
  await openSources(page, deck.url)

  await addHall(page, `${hall.url}/control-center`)
  await expectMode(page, 'websocket', HALL)
  await expect(entryOf(page, 'hall-3').locator(`[data-link="${HALL}"]`)).toHaveAttribute(
    'data-mode',
    'websocket',
  )
  expect(await accessibilityProblems(page, 'light')).toEqual([])

  await page.reload()
  await expectMode(page, 'websocket', HALL)
  await page.getByRole('navigation').getByRole('link', { name: 'Health' }).click()
  await expect(page.getByRole('heading', { name: 'Health', exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Hall 3' })).toBeVisible()
  await page.goBack()

  // By keyboard: the focus stays on the button of the row that moves.
  const up = page.getByRole('button', { name: 'Move Hall 3 up' })
  await tabTo(page, up)
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-entry]').first()).toHaveAttribute('data-entry', 'hall-3')
  await expect(up).toBeFocused()
  await expect(page.getByRole('banner').locator('[data-link]').first()).toHaveAttribute('data-link', HALL)

  await page.getByRole('switch', { name: 'Watch Hall 3' }).uncheck()
  await expect(badgeOf(page, HALL)).toHaveCount(0)
  await expect(entryOf(page, 'hall-3')).toContainText('Switched off')
  await page.getByRole('switch', { name: 'Watch Hall 3' }).check()
  await expectMode(page, 'websocket', HALL)

  await page.getByRole('button', { name: 'Remove Hall 3' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
  await expect(entryOf(page, 'hall-3')).toBeVisible()
  await page.getByRole('button', { name: 'Remove Hall 3' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(entryOf(page, 'hall-3')).toHaveCount(0)
  await expect(badgeOf(page, HALL)).toHaveCount(0)
  expect(await page.evaluate(() => localStorage.getItem('watchdeck:sources'))).not.toContain('hall-3')
  await expectMode(page, 'websocket', 'plant/datapoints')
  expect(consoleProblems).toEqual([])
})

test('an edited address is watched anew; one that cannot be reached says so, with the entry for watchdeck.json', async ({
  page,
  startDeck,
  startDemo,
}) => {
  const hall = await startDemo()
  const deck = await startDeck({ configuration: watching() })
  await page.goto(deck.url)
  await page.getByRole('link', { name: 'Add a source' }).click()
  await addHall(page, `${hall.url}/control-center`)
  await expectMode(page, 'websocket', HALL)

  await page.getByRole('button', { name: 'Edit Hall 3' }).click()
  const form = page.getByRole('dialog', { name: 'Edit Hall 3' })
  await form.getByLabel('Address').fill('plant.example')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByLabel('Address')).toBeFocused()
  await expect(form).toContainText('This should be an address that begins with http:// or https://')

  // Nothing listens there.
  await form.getByLabel('Address').fill('http://127.0.0.1:9')
  await form.getByRole('button', { name: 'Save' }).click()
  const notice = page.getByRole('region', { name: 'Hall 3 cannot be reached from here' })
  await expect(notice).toContainText('Nothing answers there')
  await expect(notice).toContainText('"proxy": "http://127.0.0.1:9"')
  await expectMode(page, 'connecting', HALL)
  expect(await accessibilityProblems(page, 'light')).toEqual([])

  await page.getByRole('button', { name: 'Edit Hall 3' }).click()
  await form.getByLabel('Address').fill(`${hall.url}/control-center`)
  await form.getByRole('button', { name: 'Save' }).click()
  await expectMode(page, 'websocket', HALL)
  await expect(notice).toHaveCount(0)
})

test('a backend that does not allow this page to read it is told from one that does not answer', async ({
  page,
  startDeck,
}) => {
  const backend = createServer((_request, answer) => answer.end('{}')).listen(0, '127.0.0.1')
  await once(backend, 'listening')
  const bound = backend.address()
  const address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`
  try {
    const deck = await startDeck({ configuration: watching() })
    await page.goto(`${deck.url}/settings/sources`)
    await addHall(page, address)
    const notice = page.getByRole('region', { name: 'Hall 3 cannot be reached from here' })
    await expect(notice).toContainText('does not allow this page to read it (CORS)')
    await expect(notice).toContainText(`"proxy": "${address}"`)
  } finally {
    backend.closeAllConnections()
    backend.close()
  }
})

test('the list is written to a file without secrets and read again; mistakes are told, nothing is overwritten unasked', async ({
  page,
  startDeck,
  startDemo,
}) => {
  const hall = await startDemo()
  const deck = await startDeck({ configuration: watching(automaticSource(hall)) })
  await openSources(page, deck.url)
  await addHall(page, `${hall.url}/control-center`)
  await expectMode(page, 'websocket', HALL)
  const token = await page.evaluate(
    () => Object.values(JSON.parse(sessionStorage.getItem('watchdeck:credentials') ?? '{}'))[0],
  )

  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  const text = readFileSync(await (await waiting).path(), 'utf8')
  expect(JSON.parse(text)).toEqual({
    version: 1,
    sources: [
      { id: 'plant', system: 'webmacs', label: 'Plant', proxy: hall.url, auth: { method: 'password' } },
      { id: 'hall-3', system: 'control-center', label: 'Hall 3', url: `${hall.url}/control-center` },
    ],
  })
  expect(token).toBeTruthy()
  expect(text).not.toContain(String(token))

  const good = { system: 'control-center', url: `${hall.url}/control-center` }
  const file = {
    version: 1,
    sources: [
      { ...good, id: 'hall-4', label: 'Hall 4', options: { password: 'secret' } },
      { ...good, id: 'hall-3', label: 'Hall three' },
      { ...good, id: 'Wrong Id' },
      { ...good, id: 'plant', label: 'Not the plant' },
    ],
  }
  await page
    .getByLabel('Import', { exact: true })
    .and(page.locator('input'))
    .setInputFiles({
      name: 'deck.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(file)),
    })
  const dialog = page.getByRole('dialog', { name: 'Import deck.json' })
  await expect(dialog.getByRole('row').filter({ hasText: 'sources[2].id' })).toContainText('small letters')
  await expect(dialog).toContainText('Left as watchdeck.json has it: Plant.')
  await expect(dialog).toContainText('Hall 4: only what its system asks for is taken')
  await expect(dialog.getByRole('checkbox', { name: 'Hall three' })).not.toBeChecked()
  await dialog.getByRole('button', { name: 'Import 1' }).click()
  await expect(entryOf(page, 'hall-4')).toBeVisible()
  await expect(entryOf(page, 'hall-3').getByRole('heading')).toHaveText('Hall 3')
  await expect(entryOf(page, 'plant').getByRole('heading')).toHaveText('Plant')
  expect(await page.evaluate(() => localStorage.getItem('watchdeck:sources'))).not.toContain('secret')
})

for (const { width, scheme } of [
  { width: 1440, scheme: 'light' },
  { width: 1440, scheme: 'dark' },
  { width: 320, scheme: 'light' },
  { width: 320, scheme: 'dark' },
] as const) {
  test(`V5: the list and the form fit ${width} px, ${scheme}`, async ({
    page,
    startDeck,
    startDemo,
  }, testInfo) => {
    const hall = await startDemo()
    const deck = await startDeck({ configuration: watching(automaticSource(hall)) })
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme: scheme })
    await openSources(page, deck.url)
    await addHall(page, 'http://127.0.0.1:9')
    await expect(page.getByText('Nothing answers there')).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await page.screenshot({ path: testInfo.outputPath('list.png'), fullPage: true })
    await page.getByRole('button', { name: 'Duplicate Hall 3' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('System').selectOption({ label: 'ServoSense' })
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(form).toContainText('This should be a value')
    expect(await form.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
    expect(await accessibilityProblems(page, scheme)).toEqual([])
    await page.screenshot({ path: testInfo.outputPath('form.png') })
  })
}
