// The Chromium that belongs to this version of Playwright: already downloaded, or downloaded now.
import { browserAt, lastLine, type Strategy } from './strategy.ts'

const DOWNLOAD_HOST = 'https://cdn.playwright.dev'
/** A closed network is told from a slow one by whether the host answers at all. */
const ANSWER_LIMIT = 4_000
const DOWNLOAD_LIMIT = 15 * 60_000

export const playwrightBrowser: Strategy = async function* (machine) {
  const from = "Playwright's own Chromium"
  const chromium = machine.playwrightChromium
  if (machine.exists(chromium)) {
    yield { from, browser: browserAt(machine, chromium) }
    return
  }
  if (machine.env['PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD']) {
    yield { from, refusal: 'PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD forbids the download' }
    return
  }
  const host = machine.env['PLAYWRIGHT_DOWNLOAD_HOST'] ?? DOWNLOAD_HOST
  // Behind a proxy only Playwright itself knows the way, so nothing is asked beforehand.
  const proxied = Boolean(machine.env['HTTPS_PROXY'] ?? machine.env['https_proxy'])
  if (!proxied && !(await machine.reachable(host, ANSWER_LIMIT))) {
    yield { from, refusal: `${host} does not answer` }
    return
  }
  machine.say("downloading Playwright's Chromium")
  const download = await machine.run(
    process.execPath,
    [machine.playwrightCli, 'install', '--no-shell', 'chromium'],
    { limit: DOWNLOAD_LIMIT },
  )
  if (download.ok && machine.exists(chromium)) yield { from, browser: browserAt(machine, chromium) }
  else yield { from, refusal: `the download failed: ${lastLine(download.output)}` }
}
