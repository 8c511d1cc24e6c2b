// What the browser asks for until the first value is on the screen, and what comes after it: the charts.
import { gzipSync } from 'node:zlib'
import type { Response } from '@playwright/test'
import { expect, test, type Page } from './fixture.ts'
import { goTo, processorOf } from './parts.ts'

/** In bytes, gzipped: the page with its worker. What a system needs to be read comes on top, for those that are watched. */
const MOST_BYTES = 130_000
const MOST_BYTES_OF_A_SYSTEM = 10_000
const SYSTEM_PART = /\/assets\/runtime-[^/]*\.js$/
const OTHER_VIEWS = /\/assets\/(Sensor|Health|Events|Messages|Connections|Sources|NotFound)View-[^/]*\.js$/
const CHARTS = /\/assets\/live-charts-[^/]*\.js$/

/** Remembers when a live value was first on the screen, in milliseconds since the navigation. */
async function watchFirstValue(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const look = (): void => {
      if (document.querySelector('article[data-freshness="live"] data')) {
        Object.assign(window, { firstValueAt: performance.now() })
      } else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}

async function firstValue(page: Page): Promise<number> {
  const seen = await page.waitForFunction(() => (window as unknown as { firstValueAt?: number }).firstValueAt)
  return (await seen.jsonValue())!
}

/** Addresses of the scripts that the page itself asked for later than that. */
function askedAfter(page: Page, at: number): Promise<string[]> {
  return page.evaluate(
    (moment) =>
      performance
        .getEntriesByType('resource')
        .filter(({ name, startTime }) => name.endsWith('.js') && startTime > moment)
        .map(({ name }) => name),
    at,
  )
}

test('the first view takes 130 kB of JavaScript at most, and the charts come after the first value', async ({
  deck,
  page,
}) => {
  const scripts = new Map<string, Response>()
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.set(response.url(), response)
  })
  await watchFirstValue(page)
  await page.goto(deck.url)
  const at = await firstValue(page)
  await expect(processorOf(page).locator('canvas')).toBeVisible()

  const later = new Set(await askedAfter(page, at))
  expect([...later].filter((script) => CHARTS.test(script))).toHaveLength(1)
  const first = await Promise.all(
    [...scripts]
      .filter(([script]) => !later.has(script))
      .map(async ([script, response]) => ({ script, bytes: gzipSync(await response.body()).length })),
  )
  const ofSystems = first.filter(({ script }) => SYSTEM_PART.test(script))
  const ofPage = first.filter((one) => !ofSystems.includes(one))
  const list = ofPage.map(({ script, bytes }) => `${bytes} ${new URL(script).pathname}`).join('\n')

  expect(ofPage.some(({ script }) => /\/assets\/worker-/.test(script))).toBe(true)
  const sum = ofPage.reduce((bytes, one) => bytes + one.bytes, 0)
  expect(sum, `Until the first value came:\n${list}`).toBeLessThanOrEqual(MOST_BYTES)
  expect(ofSystems.length).toBeGreaterThan(0)
  for (const { script, bytes } of ofSystems) expect(bytes, script).toBeLessThanOrEqual(MOST_BYTES_OF_A_SYSTEM)
})

test('charts that cannot be loaded say so in their place, move nothing, and can be tried again', async ({
  deck,
  page,
}) => {
  await page.route(CHARTS, (route) => route.abort())
  await page.goto(deck.url)
  const processor = processorOf(page)
  await expect(processor).toHaveAttribute('data-freshness', 'live')
  await expect(processor).toContainText('The charts could not be loaded.')
  const before = await processor.boundingBox()

  await page.unroute(CHARTS)
  await processor.getByRole('button', { name: 'Try again' }).click()
  await expect(processor.locator('canvas')).toBeVisible()
  await expect(page.getByText('The charts could not be loaded.')).toHaveCount(0)
  expect(await processor.boundingBox()).toEqual(before)
})

test('a view that was never gone to opens even when the web server is away by then', async ({
  deck,
  page,
}) => {
  const come = new Set<string>()
  page.on('requestfinished', (request) => {
    const [, view] = OTHER_VIEWS.exec(request.url()) ?? []
    if (view) come.add(view)
  })
  await page.goto(deck.url)
  await expect.poll(() => come.size).toBe(7)
  await page.route('**/assets/**', (route) => route.abort())
  await goTo(page, 'Health')
  await expect(page.locator('[data-overall]')).toBeVisible()
})

test('a view that cannot be loaded says so; what was there stays, and it comes when the web server is back', async ({
  deck,
  page,
}) => {
  await page.route(OTHER_VIEWS, (route) => route.abort())
  await page.route(`${deck.url}/health`, (route) => route.abort())
  await page.goto(deck.url)
  const notice = page.getByRole('complementary', { name: 'That page could not be loaded.' })
  await goTo(page, 'Health')
  await expect(notice).toBeVisible()
  await expect(processorOf(page)).toHaveAttribute('data-freshness', 'live')

  await page.unrouteAll()
  await notice.getByRole('button', { name: 'Try again' }).click()
  await expect(page).toHaveURL(`${deck.url}/health`)
  await expect(page.locator('[data-overall]')).toBeVisible()
  await expect(notice).toHaveCount(0)
})
