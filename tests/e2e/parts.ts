// The page's parts by their semantics (DESIGN.md, "For people and tests alike"), and how their changes are recorded,
// so that a test need not look at the right moment.
import { expect, type Locator, type Page } from '@playwright/test'

/** The demo's sources, each with its links; where a test names none, it means this machine. */
export const SOURCE = 'this-machine'
export const LINK = `${SOURCE}/datapoints`
export const PLANT = 'motor-plant'
export const PLANT_LINK = `${PLANT}/workspace`
export const PROCESSES = 'demo-processes'
export const PROCESSES_LINK = `${PROCESSES}/status`
export const JOBS = 'demo-jobs'
export const JOBS_LINK = `${JOBS}/streams`
/** Open while Messages is. */
export const JOBS_CHAT_LINK = `${JOBS}/chat`

/** The one sensor of the demo that nothing on this machine feeds. Its limit is > 80, its range 0 to 100. */
export const OWN_VALUE = { name: 'Your own value', id: '45c4ca9a-b6e6-59d3-b79b-d6039c949653' } as const

export function sensorPath(source: string = SOURCE, id: string = OWN_VALUE.id): string {
  return `/sensors/${source}/${id}`
}

/** The link's badge in the header. */
export function badgeOf(page: Page, link: string = LINK): Locator {
  return page.getByRole('banner').locator(`[data-link="${link}"]`)
}

/** A sensor's card on the wall, or its head on its own view. */
export function cardOf(page: Page, name: string): Locator {
  return page.getByRole('article', { name, exact: true })
}

/** The card of this machine's processor on the wall: other sources have sensors of that name too. */
export function processorOf(page: Page): Locator {
  return page
    .getByRole('region', { name: 'This machine' })
    .getByRole('article', { name: 'Processor', exact: true })
}

/** A source's section on Connections, or on Health. */
export function sourceOf(page: Page, source: string = SOURCE): Locator {
  return page.locator(`[data-source="${source}"]`)
}

export function chartOf(page: Page, name: string): Locator {
  return page.getByRole('img', { name: new RegExp(`^${name}: `) })
}

/** The band of what is abnormal. */
export function bandOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Abnormal now' })
}

/** What the fact or the count with this name says. */
export function factOf(part: Page | Locator, name: string): Locator {
  const page = 'page' in part ? part.page() : part
  const term = page.locator('dt').getByText(name, { exact: true })
  return part.locator('dl > div').filter({ has: term }).locator('dd')
}

/** What Connections says of the last failure of a source's link. */
export function failureOf(page: Page, source: string = SOURCE): Locator {
  return factOf(sourceOf(page, source), 'Last failure')
}

export async function expectMode(page: Page, mode: string, link?: string): Promise<void> {
  await expect(badgeOf(page, link)).toHaveAttribute('data-mode', mode)
}

/** Opens Connections, and waits until this link is live. */
export async function openConnections(page: Page, url: string, link?: string): Promise<void> {
  await page.goto(`${url}/connections`)
  await expectMode(page, 'websocket', link)
}

/** Goes to a view by the header's link, without loading the page anew. */
export async function goTo(
  page: Page,
  view: 'Overview' | 'Health' | 'Events' | 'Messages' | 'Connections',
): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: view }).click()
}

/** Asks for the next attempt now, on Connections, and comes back to where it was. */
export async function tryNow(page: Page, link: string = LINK): Promise<void> {
  const isElsewhere = new URL(page.url()).pathname !== '/connections'
  if (isElsewhere) {
    await goTo(page, 'Connections')
    await page.waitForURL('**/connections')
  }
  const [source] = link.split('/')
  // Not by the mouse, which would wait for a button to wake that sleeps because the link came back by itself.
  await sourceOf(page, source)
    .getByRole('button', { name: /^Try now/ })
    .dispatchEvent('click')
  if (isElsewhere) await page.goBack()
}

/** A number as the page writes it: "1,532", "12.5 %". */
export function numberIn(text: string): number {
  return Number(text.replace(/[^\d.-]/g, ''))
}

export async function countOf(part: Page | Locator, name: string): Promise<number> {
  return numberIn(await factOf(part, name).innerText())
}

/** Notes each value that an attribute takes from now on, the present one first. */
export async function recordAttribute(locator: Locator, name: string): Promise<() => Promise<string[]>> {
  const seen = await locator.evaluateHandle((element, attribute) => {
    const values = [element.getAttribute(attribute) ?? '']
    new MutationObserver(() => values.push(element.getAttribute(attribute) ?? '')).observe(element, {
      attributeFilter: [attribute],
    })
    return values
  }, name)
  return () => seen.jsonValue()
}

/** Notes each text that a part shows from now on, the present one first. */
export async function recordText(locator: Locator): Promise<() => Promise<string[]>> {
  const seen = await locator.evaluateHandle((element) => {
    const texts = [element.textContent]
    new MutationObserver(() => texts.push(element.textContent)).observe(element, {
      subtree: true,
      childList: true,
      characterData: true,
    })
    return texts
  })
  return () => seen.jsonValue()
}

/** One row of a chart's twin, the newest first; a gap has neither time nor value. */
export interface TableRow {
  /** Epoch milliseconds of the second in which it was measured. */
  time: number | null
  value: number | null
  arrival: string
}

/** Opens the chart's twin on a sensor's view. */
export async function openTable(page: Page): Promise<void> {
  const details = page.locator('details').filter({ has: page.getByText('Samples as a table') })
  if ((await details.getAttribute('open')) === null) await details.locator('summary').click()
}

/** All rows at one moment. */
export async function tableRows(page: Page): Promise<TableRow[]> {
  const rows = await page
    .getByRole('region', { name: 'Samples as a table' })
    .locator('tbody tr')
    .evaluateAll((found) =>
      found.map((row) => {
        const cells = [...row.querySelectorAll('td')].map((cell) => cell.textContent.trim())
        return { time: cells[0] ?? '', value: cells[1] ?? null, arrival: cells[2] ?? cells[0] ?? '' }
      }),
    )
  return rows.map(({ time, value, arrival }) =>
    value === null
      ? { time: null, value, arrival }
      : { time: Date.parse(time), value: numberIn(value), arrival },
  )
}

/** Presses Tab until a part has the focus. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(wanted).toBeFocused()
}
