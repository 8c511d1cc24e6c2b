// Thresholds that are changed from the page and behind its back while a value is beyond them (rules A0, T9).
import { expect, test, type Locator, type Page } from './fixture.ts'
import { bandOf, cardOf, goTo, PLANT, sourceOf } from './parts.ts'
import { VIBRATION, VIBRATION_PATH } from './plant.ts'

/** The form that changes the backend's limit, on a sensor's view. */
function limitFormOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Change the backend’s limit' })
}

async function setLimit(page: Page, value: number): Promise<void> {
  const form = limitFormOf(page)
  await form.getByRole('spinbutton', { name: 'New limit in mm/s' }).fill(String(value))
  await form.getByRole('button', { name: 'Set' }).click()
  await expect(form.locator('[data-outcome="done"]')).toContainText(`The threshold is now ${value}.`)
}

test('A0, T9: a threshold changed from the page while breached is read again, and the highlight follows it', async ({
  deck,
  page,
  plant,
}) => {
  await plant.setThreshold(VIBRATION.id, VIBRATION.beyond)
  await page.goto(deck.url + VIBRATION_PATH)
  const head = cardOf(page, VIBRATION.name)
  const limits = page.getByRole('region', { name: 'Limits', exact: true })
  await expect(head).toHaveAttribute('data-state', 'warn')
  await expect(limits.getByRole('row', { name: '> 1.50 mm/s' })).toBeVisible()
  await expect(limitFormOf(page)).toContainText('Now > 1.50 mm/s.')

  await setLimit(page, VIBRATION.threshold)
  await expect(head).toHaveAttribute('data-state', 'normal')
  await expect(limits.getByRole('row', { name: '> 4.50 mm/s' })).toBeVisible()
  await setLimit(page, 1.6)
  await expect(head).toHaveAttribute('data-state', 'warn')
  await expect(limitFormOf(page)).toContainText('Now > 1.60 mm/s.')

  await limitFormOf(page).getByRole('button', { name: 'Remove' }).click()
  await expect(limitFormOf(page).locator('[data-outcome]')).toContainText('The threshold was removed.')
  await expect(head).toHaveAttribute('data-state', 'no-limit')
  await expect(limitFormOf(page)).toContainText('Now none.')
  await limitFormOf(page).getByRole('spinbutton').fill('')
  await limitFormOf(page).getByRole('button', { name: 'Set' }).click()
  await expect(limitFormOf(page)).toContainText('Enter a number.')
})

test('A0: a threshold that somebody else changed is followed when limits are read again, in band, card and header', async ({
  deck,
  page,
  plant,
}) => {
  await page.goto(deck.url)
  const card = cardOf(page, VIBRATION.name)
  const item = bandOf(page).getByRole('link', { name: new RegExp(`^${VIBRATION.name}`) })
  await expect(card).toHaveAttribute('data-state', 'normal')
  await plant.setThreshold(VIBRATION.id, VIBRATION.beyond)
  const readAgain = async (): Promise<void> => {
    await goTo(page, 'Connections')
    await sourceOf(page, PLANT).getByRole('button', { name: 'Read sensors and limits again' }).click()
    await goTo(page, 'Overview')
  }
  await readAgain()
  await expect(card).toHaveAttribute('data-state', 'warn')
  await expect(card).toContainText('Limit > 1.50 mm/s')
  // The backend's own words about it are no second thing that is abnormal.
  await expect(item).toHaveCount(1)
  await expect(page.locator('[data-worst]')).toContainText(/\d+ warnings?/)
  await plant.setThreshold(VIBRATION.id, VIBRATION.threshold)
  await readAgain()
  await expect(card).toHaveAttribute('data-state', 'normal')
  await expect(item).toHaveCount(0)
})
