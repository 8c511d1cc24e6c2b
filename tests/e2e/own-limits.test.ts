// Limits of one's own, and how a sensor's values are written: set on the sensor's view, beside the backend's, kept in
// the browser (rules A0, V2).
import { expect, test, type Deck, type Locator, type Page } from './fixture.ts'
import { cardOf, chartOf, expectMode, PLANT, PLANT_LINK } from './parts.ts'
import { VIBRATION, VIBRATION_PATH } from './plant.ts'

const TEMPERATURE = { name: 'Conveyor temperature', path: `/sensors/${PLANT}/1` }

async function openSettings(page: Page, deck: Deck, path: string): Promise<Locator> {
  await page.goto(deck.url + path)
  await expectMode(page, 'websocket', PLANT_LINK)
  await page.getByText('Limits and display').click()
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Save' }) })
  await expect(form).toBeVisible()
  return form
}

async function save(form: Locator): Promise<void> {
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toContainText('Saved.')
}

test("A0: a limit of one's own highlights at once, is marked as one's own, survives a reload, and can be taken back", async ({
  deck,
  page,
}) => {
  const form = await openSettings(page, deck, VIBRATION_PATH)
  const head = cardOf(page, VIBRATION.name)
  const limits = page.getByRole('region', { name: 'Limits', exact: true })
  await expect(head).toHaveAttribute('data-state', 'normal')
  await form.getByRole('textbox', { name: 'High, warning' }).fill('1.5')
  await expect(head).toHaveAttribute('data-state', 'normal')
  await save(form)
  await expect(head).toHaveAttribute('data-state', 'warn')
  const own = limits.getByRole('row', { name: '> 1.50 mm/s' })
  await expect(own).toContainText('yours')
  await expect(limits.getByRole('row', { name: '> 4.50 mm/s' })).toContainText('the backend’s')
  await expect(limits.getByRole('combobox')).toHaveCount(1)

  await form.getByRole('textbox', { name: 'High, critical' }).fill('1.6')
  await save(form)
  await expect(head).toHaveAttribute('data-state', 'crit')
  await page.reload()
  await expect(head).toHaveAttribute('data-state', 'crit')
  await page.getByRole('main').getByRole('link', { name: 'Overview' }).click()
  await expect(cardOf(page, VIBRATION.name)).toHaveAttribute('data-state', 'crit')
  await expect(cardOf(page, VIBRATION.name)).toContainText('Your limit > 1.60 mm/s')

  await cardOf(page, VIBRATION.name).getByRole('link').click()
  await page.getByText('Limits and display').click()
  await form.getByRole('button', { name: 'Reset all' }).click()
  await expect(form).toContainText('Your limits are gone')
  await expect(head).toHaveAttribute('data-state', 'normal')
  await expect(own).toHaveCount(0)
})

test('what cannot be a limit is said at its field, and nothing is saved', async ({ deck, page }) => {
  const form = await openSettings(page, deck, VIBRATION_PATH)
  const warning = form.getByRole('textbox', { name: 'High, warning' })
  const critical = form.getByRole('textbox', { name: 'High, critical' })
  await warning.fill('one and a half')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(warning).toBeFocused()
  await expect(warning).toHaveAttribute('aria-invalid', 'true')
  await expect(warning).toHaveAccessibleDescription('Not a number. Write it like 12.5.')
  await warning.fill('1.6')
  await critical.fill('1.5')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toContainText('Must not be below “High, warning”, 1.6.')
  await expect(form).toContainText('Not saved: something is not right yet.')
  await expect(cardOf(page, VIBRATION.name)).toHaveAttribute('data-state', 'normal')
})

test('a display unit changes value, limits, chart and table, but not what is abnormal', async ({
  deck,
  page,
}) => {
  const form = await openSettings(page, deck, TEMPERATURE.path)
  const head = cardOf(page, TEMPERATURE.name)
  await expect(head).toContainText('°C')
  await form.getByRole('combobox', { name: 'Unit' }).selectOption('°F')
  await expect(form.getByRole('group', { name: 'Your limits, in °F' })).toBeVisible()
  await form.getByRole('combobox', { name: 'Decimals' }).selectOption('1')
  await save(form)
  // 53 to 60 °C while the plant is calm.
  await expect(head).toContainText(/1[2-4]\d\.\d °F/)
  await expect(head).toHaveAttribute('data-state', 'normal')
  await expect(chartOf(page, TEMPERATURE.name)).toHaveAttribute('aria-label', /last 1[2-4]\d\.\d °F/)
  await expect(page.getByRole('region', { name: 'Limits', exact: true })).toContainText('> 176.0 °F')
  // The backend's limit is changed in the backend's unit.
  await expect(page.getByRole('spinbutton', { name: 'New limit in °C' })).toBeVisible()

  await form.getByRole('textbox', { name: 'High, warning' }).fill('100')
  await save(form)
  await expect(head).toHaveAttribute('data-state', 'warn')
  await page.reload()
  await expect(head).toContainText(/1[2-4]\d\.\d °F/)
  await page.getByRole('main').getByRole('link', { name: 'Overview' }).click()
  await expect(cardOf(page, TEMPERATURE.name)).toContainText('Your limit > 100.0 °F')
})

test('where the browser keeps nothing, settings hold for the page, which says so', async ({ deck, page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
    }
  })
  const form = await openSettings(page, deck, VIBRATION_PATH)
  await form.getByRole('textbox', { name: 'High, warning' }).fill('1.5')
  await save(form)
  await expect(form).toContainText('It holds until this page is closed')
  await expect(cardOf(page, VIBRATION.name)).toHaveAttribute('data-state', 'warn')
})
