// The search itself: asks the strategies in their order and takes the first browser that proves itself.
// Whatever is passed over is said aloud, and when nothing is left, so is what a person can do.
import { aptBrowser, aptInstall, aptRefusal, FONT_PACKAGE } from './apt.ts'
import { fetchedBrowser } from './fetched.ts'
import { installedBrowser } from './installed.ts'
import type { Machine } from './machine.ts'
import { namedBrowser } from './named.ts'
import { playwrightBrowser } from './playwright.ts'
import type { Browser } from './proof.ts'
import { lastLine, type Strategy } from './strategy.ts'

/** What somebody asked for, what is there, what can be fetched, what must be installed. */
export const STRATEGIES: readonly Strategy[] = [
  namedBrowser,
  installedBrowser,
  playwrightBrowser,
  fetchedBrowser,
  aptBrowser,
]

export class NoBrowser extends Error {
  override name = 'NoBrowser'
}

/** The command for a person at this machine. */
function remedy(machine: Machine): string {
  const anywhere = 'npx playwright install chromium'
  if (machine.platform !== 'linux') return `install Chrome, or run: ${anywhere}`
  return `run: sudo apt-get install chromium ${FONT_PACKAGE}\n  or, without root: ${anywhere}`
}

/** The proof of one browser, with a font installed in between where that may be done; else the reason. */
async function whyNot(machine: Machine, browser: Browser): Promise<string | undefined> {
  const proof = await machine.prove(browser)
  if (!proof.works) return `does not start: ${proof.reason}`
  if (proof.textWidth > 0) return undefined
  const noFont = `starts, but has no font, so text is 0 px wide; install ${FONT_PACKAGE}`
  if (aptRefusal(machine) !== undefined) return noFont
  const installed = await aptInstall(machine, [FONT_PACKAGE])
  if (!installed.ok) return `${noFont} (apt failed: ${lastLine(installed.output)})`
  const again = await machine.prove(browser)
  return again.works && again.textWidth > 0 ? undefined : noFont
}

/** The first browser that works. @throws NoBrowser saying what was tried and what to do. */
export async function search(
  machine: Machine,
  strategies: readonly Strategy[] = STRATEGIES,
): Promise<Browser> {
  const passedOver: string[] = []
  for (const strategy of strategies) {
    for await (const offer of strategy(machine)) {
      const reason = 'refusal' in offer ? offer.refusal : await whyNot(machine, offer.browser)
      if (reason === undefined && 'browser' in offer) {
        machine.say(`taking ${offer.from}`)
        return offer.browser
      }
      passedOver.push(`${offer.from}: ${reason}`)
      machine.say(`passing over ${offer.from}: ${reason}`)
    }
  }
  throw new NoBrowser(
    `No browser to test with.\n${passedOver.map((line) => `  ${line}`).join('\n')}\n` +
      `Set CHROME_PATH to a Chrome, Chromium or Edge, or ${remedy(machine)}`,
  )
}
