// The journal: what backends say, alarms, connections and commands, with filters in the address, kept across a reload
// (rules C7, T7, V7).
import { expect, test, type Page } from './fixture.ts'
import { cardOf, expectMode, goTo, PLANT, PLANT_LINK } from './parts.ts'
import { VIBRATION, VIBRATION_PATH } from './plant.ts'

function entries(page: Page, kind: string, text: string | RegExp) {
  return page.locator(`[data-kind="${kind}"]`).filter({ hasText: text })
}

test('the journal has messages, alarms, connections and commands; filters stand in the address; a reload loses none', async ({
  deck,
  page,
  plant,
}) => {
  await plant.setThreshold(VIBRATION.id, VIBRATION.threshold)
  await page.goto(deck.url + VIBRATION_PATH)
  await expectMode(page, 'websocket', PLANT_LINK)
  const form = page.getByRole('region', { name: 'Change the backend’s limit' })
  await form.getByRole('spinbutton').fill(String(VIBRATION.beyond))
  await form.getByRole('button', { name: 'Set' }).click()
  await expect(cardOf(page, VIBRATION.name)).toHaveAttribute('data-state', 'warn')
  await expect(page.getByRole('region', { name: 'Last events' })).toContainText(
    'vibration threshold exceeded',
  )
  await deck.fault({ system: 'servosense', fault: 'close', code: 1011 })
  await expectMode(page, 'connecting', PLANT_LINK)
  await expectMode(page, 'websocket', PLANT_LINK)

  await goTo(page, 'Events')
  const said = entries(page, 'message', 'vibration threshold set to 1.5 mm/s by operator')
  const exceeded = entries(page, 'message', 'vibration threshold exceeded')
  const alarm = entries(page, 'alarm', ', limit ').filter({ hasText: VIBRATION.name })
  const lost = entries(page, 'connection', 'Connection lost. The server failed.')
  // Other connections may have come back meanwhile.
  const live = entries(page, 'connection', 'Live.').filter({ hasText: 'Motor plant' })
  const command = entries(page, 'command', /Set threshold Conveyor vibration 1\.5: done\./)
  for (const entry of [said, exceeded, alarm, lost, live, command]) await expect(entry.first()).toBeVisible()
  await expect(exceeded.first()).toHaveAttribute('data-level', 'WARN')
  await expect(exceeded.first().getByRole('link', { name: VIBRATION.name })).toBeVisible()
  await expect(entries(page, 'command', ': sent.').first()).toContainText('by Unnamed user')

  await page.getByRole('combobox', { name: 'Show' }).selectOption('Commands')
  await expect(page).toHaveURL(/kind=command/)
  await expect(said).toHaveCount(0)
  await expect(command.first()).toBeVisible()
  await page.reload()
  await expect(page.getByRole('combobox', { name: 'Show' })).toHaveValue('command')
  await expect(command.first()).toBeVisible()
  await expect(page.getByText('Before this page was opened')).toBeVisible()
  await expect(said).toHaveCount(0)

  await page.getByRole('combobox', { name: 'Show' }).selectOption('All')
  await page.getByRole('combobox', { name: 'Level' }).selectOption('Warning or worse')
  await expect(exceeded.first()).toBeVisible()
  await expect(said).toHaveCount(0)
  await page.getByRole('searchbox').fill('EXCEEDED')
  await expect(page).toHaveURL(/level=WARN/)
  await expect(page).toHaveURL(/search=EXCEEDED/)
  await expect(lost).toHaveCount(0)
  await expect(exceeded.first()).toBeVisible()
  await page.getByRole('searchbox').fill('no such thing')
  await expect(page.getByText('No event matches.')).toBeVisible()
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect(said.first()).toBeVisible()
  await page.goto(`${deck.url}/events?source=${PLANT}&kind=connection`)
  await expect(lost.first()).toBeVisible()
  await expect(page.locator('[data-kind]').filter({ hasNotText: 'Motor plant' })).toHaveCount(0)
})
