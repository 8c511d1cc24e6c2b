// A browser as people have it: tabs behind another are hidden, and hidden ones can be frozen. Playwright's own pages
// never are, because it emulates the focus of each; so this browser is started here and connected to.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect, type Page } from '@playwright/test'
import { findBrowser, launchOptions } from '../browser-finder.ts'

const END_LIMIT = 5_000

export interface Tab {
  page: Page
  /** Brings another tab in front. */
  hide: () => Promise<void>
  show: () => Promise<void>
  /** Freezes a hidden tab: none of its tasks run, in its workers neither. */
  freeze: () => Promise<void>
  thaw: () => Promise<void>
}

export async function openTab(): Promise<{ tab: Tab; close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'watchdeck-tab-'))
  const { executablePath, args, env } = launchOptions(await findBrowser())
  // Without a sandbox, as Playwright starts its own: containers have none to give.
  const own = ['--headless', '--no-sandbox', '--no-first-run', '--remote-debugging-port=0']
  const place = `--user-data-dir=${folder}`
  const browser = spawn(executablePath, [...own, place, ...args, 'about:blank'], { env, stdio: 'ignore' })
  const gone = new Promise<void>((resolve) => browser.once('exit', () => resolve()))
  const end = async (): Promise<void> => {
    const stubborn = setTimeout(() => browser.kill('SIGKILL'), END_LIMIT)
    await gone
    clearTimeout(stubborn)
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
  const address = join(folder, 'DevToolsActivePort')
  try {
    await expect.poll(() => existsSync(address) && readFileSync(address, 'utf8').includes('\n')).toBe(true)
    const [port, path] = readFileSync(address, 'utf8').split('\n')
    const connection = await chromium.connectOverCDP(`ws://127.0.0.1:${port}${path}`, { noDefaults: true })
    const [context] = connection.contexts()
    const page = context!.pages()[0] ?? (await context!.newPage())
    const other = await context!.newPage()
    await page.bringToFront()
    const session = await context!.newCDPSession(page)
    const tab: Tab = {
      page,
      hide: () => other.bringToFront(),
      show: () => page.bringToFront(),
      freeze: async () => {
        await session.send('Page.setWebLifecycleState', { state: 'frozen' })
      },
      thaw: async () => {
        await session.send('Page.setWebLifecycleState', { state: 'active' })
      },
    }
    const close = async (): Promise<void> => {
      const whole = await connection.newBrowserCDPSession()
      // Its answer may be lost with the browser.
      await whole.send('Browser.close').catch(() => null)
      await connection.close()
      await end()
    }
    return { tab, close }
  } catch (error) {
    browser.kill()
    await end()
    throw error
  }
}
