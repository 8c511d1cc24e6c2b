// What a user does to a backend from the page, and what is said of it: the simulator and components stopped and started,
// and a command that nobody answers (rules C7, T1, T8, V5).
import { expect, test, type Locator, type Page } from './fixture.ts'
import {
  cardOf,
  expectMode,
  factOf,
  goTo,
  PLANT,
  PLANT_LINK,
  PROCESSES_LINK,
  recordAttribute,
  sourceOf,
  tryNow,
} from './parts.ts'
import { VIBRATION } from './plant.ts'

const SECONDS = 90

function commandsFor(page: Page, name: string): Locator {
  return page.getByRole('group', { name: `Commands for ${name}` })
}

/** Where what became of the last command to a component is said. */
function outcomeOf(part: Locator): Locator {
  return part.locator('[data-outcome]')
}

test('the simulator is stopped only when that was confirmed; its values go stale, and it is started again', async ({
  deck,
  page,
}) => {
  await page.goto(`${deck.url}/health`)
  await expectMode(page, 'websocket', PLANT_LINK)
  const commands = commandsFor(page, 'Motor plant')
  const outcome = outcomeOf(sourceOf(page, PLANT))
  const stop = commands.getByRole('button', { name: 'Stop simulator' })
  const dialog = page.getByRole('alertdialog', { name: /^Stop the simulator of Motor plant\?/ })
  await stop.click()
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(stop).toBeFocused()
  await expect(outcome).toHaveCount(0)

  await stop.click()
  await dialog.getByRole('button', { name: 'Stop simulator' }).click()
  await expect(outcome).toContainText('The simulator was stopped.')
  await expect(outcome).toHaveAttribute('data-outcome', 'done')
  await goTo(page, 'Overview')
  await expect(cardOf(page, VIBRATION.name)).toHaveAttribute('data-freshness', 'stale')
  // A stopped simulator is silent and sound: the link stands.
  await expectMode(page, 'websocket', PLANT_LINK)

  await goTo(page, 'Health')
  await commands.getByRole('button', { name: 'Start simulator' }).click()
  await expect(outcome).toContainText('The simulator was started.')
  await goTo(page, 'Overview')
  await expect(cardOf(page, VIBRATION.name)).toHaveAttribute('data-freshness', 'live')
})

test('T1: a component is stopped only when that was confirmed, shows no values then, and is started again', async ({
  deck,
  page,
}) => {
  await page.goto(`${deck.url}/health`)
  const card = cardOf(page, 'Plant')
  const commands = commandsFor(page, 'Plant')
  await expect(card).toHaveAttribute('data-state', 'normal')
  await expect(card).toContainText('Running')
  await expect(factOf(card, 'Process')).toHaveText(/^\d+$/)
  await expect(card.locator('data')).toHaveCount(2)
  await expect(commands.getByRole('button', { name: 'Start Plant', exact: true })).toHaveCount(0)

  await commands.getByRole('button', { name: 'Stop Plant' }).click()
  const dialog = page.getByRole('alertdialog', { name: /^Stop Plant\?/ })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(card).toContainText('Running')
  await commands.getByRole('button', { name: 'Stop Plant' }).click()
  await dialog.getByRole('button', { name: 'Stop' }).click()
  await expect(outcomeOf(card)).toHaveAttribute('data-outcome', 'done')
  await expect(card).toHaveAttribute('data-state', 'stopped')
  await expect(card).toContainText('Stopped')
  await expect(factOf(card, 'Process')).toHaveText('–')
  await expect(factOf(card, 'Uptime')).toHaveText('–')
  await expect(card.locator('data')).toHaveCount(0)

  // Grey, unless somebody says that it should run.
  await card.getByRole('checkbox', { name: /^Should run/ }).check()
  await expect(card).toHaveAttribute('data-state', 'warn')
  await expect(card).toContainText('Stopped, should run')
  await expect(page.locator('[data-overall]')).toContainText('Plant')
  await card.getByRole('checkbox', { name: /^Should run/ }).uncheck()

  await commands.getByRole('button', { name: 'Start Plant', exact: true }).click()
  await expect(card).toHaveAttribute('data-state', 'normal')
  await expect(card.locator('data')).toHaveCount(2)
  await commands.getByRole('button', { name: 'Restart Plant' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Restart' }).click()
  await expect(outcomeOf(card)).toContainText('Done: Restart')
  await expect(card).toHaveAttribute('data-state', 'normal')
})

test('a component that is killed shows its error in words, in red, band and header, and recovers', async ({
  deck,
  page,
  plant,
}) => {
  await page.goto(`${deck.url}/health`)
  const card = cardOf(page, 'Plant')
  await expect(card).toHaveAttribute('data-state', 'normal')
  const states = await recordAttribute(card, 'data-state')
  const { pid } = await plant.process()
  expect(pid).not.toBeNull()
  process.kill(pid!, 'SIGKILL')
  await expect(card).toHaveAttribute('data-state', 'crit')
  await expect(card).toContainText(/The process ended by itself \(SIGKILL\); it starts again in \d+ s\./)
  await expect(card.locator('data')).toHaveCount(0)
  await expect(page.locator('[data-worst]')).toContainText('critical')
  await expect(page.locator('[data-overall]')).toHaveAttribute('data-overall', 'crit')

  await expect(card).toHaveAttribute('data-state', 'normal')
  await expect(card).not.toContainText('ended by itself')
  await expect(factOf(card, 'Process')).not.toHaveText(String(pid))
  await expect(card.locator('data')).toHaveCount(2)
  await expect(page.locator('[data-overall]')).not.toHaveAttribute('data-overall', 'crit')
  expect((await states()).filter((state) => state === 'crit')).toHaveLength(1)
})

test('a refusal is told in the words of the backend', async ({ deck, page }) => {
  await page.goto(`${deck.url}/health`)
  const card = cardOf(page, 'Backend')
  await commandsFor(page, 'Backend').getByRole('button', { name: 'Stop Backend' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop' }).click()
  await expect(outcomeOf(card)).toHaveAttribute('data-outcome', 'refused')
  await expect(outcomeOf(card)).toContainText(/^\s*Refused: Stop, .+\. .+/)
  await expect(card).toHaveAttribute('data-state', 'normal')
})

test('a command that nobody answers is called unanswered, not done and not failed, and only one is on its way', async ({
  deck,
  page,
}) => {
  await page.goto(`${deck.url}/health`)
  await expectMode(page, 'websocket', PROCESSES_LINK)
  const card = cardOf(page, 'Plant')
  const restart = commandsFor(page, 'Plant').getByRole('button', { name: 'Restart Plant' })
  let sent = 0
  page.on('request', (request) => {
    if (request.url().endsWith('/restart')) sent++
  })
  await deck.fault({ system: 'control-center', fault: 'stall', seconds: SECONDS })
  await restart.click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Restart' }).click()
  await expect(outcomeOf(card)).toHaveAttribute('data-outcome', 'sent')
  await expect(restart).toHaveAttribute('aria-disabled', 'true')
  await restart.dispatchEvent('click')
  // The connection is cut before any answer came.
  await deck.endFaults()
  await expect(outcomeOf(card)).toHaveAttribute('data-outcome', 'unanswered')
  await expect(outcomeOf(card)).toContainText('No answer to “Restart”')
  expect(sent).toBe(1)
  await goTo(page, 'Events')
  await expect(page.locator('[data-kind="command"]').first()).toContainText(
    'Nobody knows whether it was done.',
  )
})

test('while the backend is down no command is offered, and the page says why', async ({ deck, page }) => {
  await page.goto(`${deck.url}/health`)
  await expectMode(page, 'websocket', PROCESSES_LINK)
  const card = cardOf(page, 'Controller')
  await expect(commandsFor(page, 'Controller').getByRole('button', { name: 'Stop Controller' })).toBeVisible()
  await deck.fault({ system: 'control-center', fault: 'down', seconds: SECONDS })
  await expect(card).toContainText(/while the connection is lost/)
  const buttons = commandsFor(page, 'Controller').getByRole('button')
  for (const button of await buttons.all()) await expect(button).toHaveAttribute('aria-disabled', 'true')
  await deck.endFaults()
  await tryNow(page, PROCESSES_LINK)
  await expectMode(page, 'websocket', PROCESSES_LINK)
  await expect(card).not.toContainText('while the connection is lost')
})
