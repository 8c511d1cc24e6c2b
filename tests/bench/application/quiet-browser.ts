// A browser that is not told on by its driver. Playwright has each WebSocket frame of a page and its workers reported to it,
// which at 5,000 frames a second costs the measured machine half a processor. Here all it asks of the browser passes by,
// and that one wish is answered without being granted.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect, type Browser } from '@playwright/test'
import { WebSocket, WebSocketServer, type RawData } from 'ws'
import { findBrowser, launchOptions } from '../../browser-finder.ts'

const END_LIMIT = 5_000
const UNWANTED = 'Network.enable'

export interface QuietBrowser {
  browser: Browser
  close: () => Promise<void>
}

export async function launchQuietBrowser(): Promise<QuietBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'watchdeck-bench-'))
  const { executablePath, args, env } = launchOptions(await findBrowser())
  const own = [
    '--headless',
    '--no-sandbox',
    '--no-first-run',
    '--hide-scrollbars',
    '--remote-debugging-port=0',
  ]
  const place = `--user-data-dir=${folder}`
  const started = spawn(executablePath, [...own, place, ...args, 'about:blank'], { env, stdio: 'ignore' })
  const gone = new Promise<void>((resolve) => started.once('exit', () => resolve()))
  // A benchmark that is stopped midway leaves no browser behind.
  const kill = (): void => void started.kill('SIGKILL')
  process.once('exit', kill)
  const end = async (): Promise<void> => {
    const stubborn = setTimeout(() => started.kill('SIGKILL'), END_LIMIT)
    await gone
    clearTimeout(stubborn)
    process.off('exit', kill)
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
  try {
    const address = join(folder, 'DevToolsActivePort')
    await expect
      .poll(() => existsSync(address) && readFileSync(address, 'utf8').includes('\n'), { timeout: 30_000 })
      .toBe(true)
    const [port, path] = readFileSync(address, 'utf8').split('\n')
    const filter = filterBefore(`ws://127.0.0.1:${port}${path}`)
    const browser = await chromium.connectOverCDP(await filter.listen())
    const close = async (): Promise<void> => {
      const whole = await browser.newBrowserCDPSession()
      // Its answer may be lost with the browser.
      await whole.send('Browser.close').catch(() => null)
      await browser.close()
      filter.close()
      await end()
    }
    return { browser, close }
  } catch (error) {
    started.kill()
    await end()
    throw error
  }
}

/** Passes everything on between driver and browser but what is unwanted. */
function filterBefore(browserUrl: string): { listen: () => Promise<string>; close: () => void } {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  server.on('connection', (driver) => {
    const browser = new WebSocket(browserUrl, { perMessageDeflate: false, maxPayload: 0 })
    const early: RawData[] = []
    const toBrowser = (data: RawData): void => {
      const { id, method, sessionId } = JSON.parse(String(data)) as Asked
      if (method === UNWANTED) driver.send(JSON.stringify({ id, sessionId, result: {} }))
      else if (browser.readyState === WebSocket.OPEN) browser.send(String(data))
      else early.push(data)
    }
    driver.on('message', toBrowser)
    browser.on('open', () => early.splice(0).forEach(toBrowser))
    browser.on('message', (data) => driver.send(String(data)))
    browser.on('close', () => driver.close())
    browser.on('error', () => driver.close())
    driver.on('close', () => browser.close())
  })
  return {
    listen: async () => {
      if (server.address() === null) await new Promise((resolve) => server.once('listening', resolve))
      return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`
    },
    close: () => {
      server.close()
    },
  }
}

interface Asked {
  id: number
  method: string
  sessionId?: string
}
