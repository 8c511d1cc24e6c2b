// What the page itself says became of the readings that it was sent: the numbers of Connections (rule T6).
import { expect, type Page } from '@playwright/test'
import { factOf, sourceOf } from '../../e2e/parts.ts'
import { LOAD_SOURCE, type LoadedDeck } from './loaded-deck.ts'

export interface Counted {
  sent: number
  /** In the page's histories, or were until newer ones took their room. */
  stored: number
  /** Sent, and in none of the page's counts: must be 0, whatever the load. */
  unaccounted: number
}

/** Received, and not stored for a reason that the page tells. */
const NOT_STORED = [
  'Repeats dropped',
  'Readings too old',
  'Readings set aside',
  'Readings invalid',
  'Polled without a time',
  'Readings rejected',
  'Readings overflowed',
]
/** The page tells its counts once a second; a load may need longer to be worked off. */
const CATCH_UP_MS = 20_000

/** Stops the load, and goes to Connections without loading the page anew. */
export async function countReadings(page: Page, deck: LoadedDeck): Promise<Counted> {
  const { readings: sent } = await deck.pause()
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByRole('navigation').getByRole('link', { name: 'Connections' }).click()
  const source = sourceOf(page, LOAD_SOURCE)
  const read = async (name: string): Promise<number> => numberIn(await factOf(source, name).innerText())
  // What never comes shows in the numbers, which say more than a failure here.
  await expect
    .poll(async () => (await read('Readings stored')) >= sent, { timeout: CATCH_UP_MS })
    .toBe(true)
    .catch(() => null)
  const stored = await read('Readings stored')
  let told = stored
  for (const name of NOT_STORED) told += await read(name)
  return { sent, stored, unaccounted: Math.abs(sent - told) }
}

function numberIn(text: string): number {
  return Number(text.replaceAll(/\D/g, ''))
}
