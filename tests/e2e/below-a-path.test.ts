// A page that was built for a place below the root of its server: every part of it is asked for there.
import { build, preview } from 'vite'
import { expect, test } from './fixture.ts'
import { expectMode, goTo, PLANT_LINK } from './parts.ts'

const BASE = '/deck/'
const VIEWS = ['Health', 'Events', 'Messages', 'Connections', 'Overview'] as const

test('built with a base, the page finds icon, worker, preloads, configuration and every view below it', async ({
  page,
  consoleProblems,
}, { outputDir }) => {
  const shared = { base: BASE, logLevel: 'warn' as const, build: { outDir: outputDir, minify: false } }
  await build(shared)
  const server = await preview({ ...shared, preview: { host: '127.0.0.1', port: 0, open: false } })
  const origin = new URL(server.resolvedUrls!.local[0]!).origin
  const failed: string[] = []
  page.on('response', (response) => {
    if (response.status() >= 400) failed.push(`${String(response.status())} ${response.url()}`)
  })
  try {
    await page.goto(origin + BASE)
    await expectMode(page, 'websocket', PLANT_LINK)
    await expect(page.locator('canvas').first()).toBeVisible()
    const card = page.locator('article h3 a').first()
    await expect(card).toHaveAttribute('href', /^\/deck\/sensors\//)
    for (const view of VIEWS) {
      await goTo(page, view)
      await expect(page).toHaveURL(origin + BASE + (view === 'Overview' ? '' : view.toLowerCase()))
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    }
    await page.goto(`${origin}${BASE}health`)
    await expect(page.locator('[data-overall]')).toBeVisible()
    const html = await (await page.request.get(origin + BASE)).text()
    const parts = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, part]) => part!)
    expect(parts.length).toBeGreaterThan(5)
    for (const part of parts) {
      expect(part).toMatch(/^\/deck\//)
      expect((await page.request.get(origin + part)).headers()['content-type'], part).not.toContain('html')
    }
    expect([...failed, ...consoleProblems]).toEqual([])
  } finally {
    await server.close()
  }
})
