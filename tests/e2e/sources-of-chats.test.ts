// Settings, sources, for jobs and chats: added by their own fields, written to a file and read again as they were, and
// what is said where a page may not ask.
import { readFileSync } from 'node:fs'
import { expect, test, type Locator, type Page } from './fixture.ts'
import { watching } from './own-backends.ts'
import { badgeOf, expectMode } from './parts.ts'

/** Fills the form of a new source; choices by their label. */
async function add(page: Page, system: string, fields: Record<string, string>): Promise<void> {
  await page.getByRole('button', { name: 'Add a source' }).click()
  const form = page.getByRole('dialog', { name: 'Add a source' })
  await form.getByLabel('System').selectOption({ label: system })
  for (const [label, value] of Object.entries(fields)) {
    const field = form.getByLabel(label)
    const isChoice = await field.evaluate((element) => element instanceof HTMLSelectElement)
    if (isChoice) await field.selectOption({ label: value })
    else await field.fill(value)
  }
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toBeHidden()
}

function entryOf(page: Page, id: string): Locator {
  return page.locator(`[data-entry="${id}"]`)
}

async function exported(page: Page): Promise<{ sources: { id: string }[] }> {
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  return JSON.parse(readFileSync(await (await waiting).path(), 'utf8'))
}

async function remove(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: `Remove ${label}` }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
}

test('a chat and a NewLoom are added by their fields, and come back from a file as they were: one switched off', async ({
  page,
  startDeck,
  startDemo,
}) => {
  const demo = await startDemo()
  const deck = await startDeck({ configuration: watching() })
  await page.goto(`${deck.url}/settings/sources`)
  const room = `${demo.url}/workspace-chat`
  await add(page, 'Workspace chat', {
    Label: 'Room',
    Address: room,
    'Server generation': 'As documented',
    'How to sign in': 'Name only',
  })
  await add(page, 'NewLoom', {
    Label: 'Works',
    Address: demo.url,
    'Dialect of the chat': 'As documented',
    'Where REST begins': '/api/v1',
    'Chat (optional)': '2',
    'How to sign in': 'Token',
  })
  await expectMode(page, 'connecting', 'works/streams')
  await page.getByRole('switch', { name: 'Watch Works' }).uncheck()
  await expect(badgeOf(page, 'works/streams')).toHaveCount(0)

  const file = await exported(page)
  expect(file).toEqual({
    version: 1,
    sources: [
      {
        ...{ id: 'room', system: 'workspace-chat', label: 'Room', url: room },
        ...{ options: { generation: 'documented' }, auth: { method: 'name' } },
      },
      {
        ...{ id: 'works', system: 'newloom', label: 'Works', url: demo.url },
        ...{ options: { dialect: 'documented', api: '/api/v1', chat: 2 }, auth: { method: 'token' } },
        off: true,
      },
    ],
  })

  for (const label of ['Room', 'Works']) await remove(page, label)
  await expect(page.locator('[data-entry]')).toHaveCount(0)
  await page
    .getByLabel('Import', { exact: true })
    .and(page.locator('input'))
    .setInputFiles({
      name: 'deck.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(file)),
    })
  const dialog = page.getByRole('dialog', { name: 'Import deck.json' })
  await expect(dialog).toContainText('Works is switched off in this file')
  await dialog.getByRole('button', { name: 'Import 2' }).click()
  await expect(entryOf(page, 'works')).toContainText('Switched off')
  await expect(page.getByRole('switch', { name: 'Watch Room' })).toBeChecked()
  await expect(badgeOf(page, 'works/streams')).toHaveCount(0)
  expect(await exported(page)).toEqual(file)
})

test('a source that the page’s own policy keeps it from says so, with the entry for watchdeck.json', async ({
  page,
  startDeck,
  startDemo,
}) => {
  const hall = await startDemo()
  const deck = await startDeck({ configuration: watching() })
  // As a deployment forbids it: for the page, and for all that it starts.
  await page.route(`${deck.url}/**`, async (route) => {
    const response = await route.fetch()
    const policy = { 'content-security-policy': "connect-src 'self'" }
    await route.fulfill({ response, headers: { ...response.headers(), ...policy } })
  })
  await page.goto(`${deck.url}/settings/sources`)
  const address = `${hall.url}/control-center`
  await add(page, 'Control Center', { Label: 'Hall 3', Address: address })
  const notice = page.getByRole('region', { name: 'Hall 3 cannot be reached from here' })
  await expect(notice).toContainText('This page’s own policy forbids it to ask there')
  await expect(notice).toContainText(`"proxy": "${address}"`)
  await expectMode(page, 'connecting', 'hall-3/status')
})
