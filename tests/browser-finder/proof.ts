// A browser counts only when it has opened a page the way the tests will, and text on it has a width:
// a browser without any font draws words 0 px wide, and tests then call them hidden.
// Playwright is loaded only when needed: Vite's config imports this folder, and `npm start` must stay quick.

/** A browser as Playwright starts it; `env` comes on top of the environment of this process. */
export interface Browser {
  executablePath: string
  args: string[]
  env: Record<string, string>
}

export type Proof = { works: true; version: string; textWidth: number } | { works: false; reason: string }

const START_LIMIT = 30_000

/** The options of `chromium.launch` for a browser; Playwright's `env` replaces the whole environment. */
export function launchOptions(browser: Browser) {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return {
    executablePath: browser.executablePath,
    args: [...browser.args],
    env: { ...Object.fromEntries(inherited), ...browser.env },
  }
}

export async function prove(browser: Browser): Promise<Proof> {
  const { chromium } = await import('@playwright/test')
  try {
    const running = await chromium.launch({ ...launchOptions(browser), timeout: START_LIMIT })
    // A browser that started and then hangs is closed, which makes the calls below fail.
    const hanging = setTimeout(() => void running.close(), START_LIMIT)
    try {
      const page = await running.newPage()
      await page.setContent('<span>Watchdeck</span>')
      const textWidth = await page.evaluate(
        () => document.querySelector('span')?.getBoundingClientRect().width ?? 0,
      )
      return { works: true, version: running.version(), textWidth }
    } finally {
      clearTimeout(hanging)
      await running.close()
    }
  } catch (error) {
    return { works: false, reason: firstReason(error) }
  }
}

/** The one line of Playwright's long report that says why; the last one a browser itself wrote, if any. */
function firstReason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  const lines = text.split('\n').map((line) => line.trim())
  const written = lines.findLast((line) => /\[err\]/.test(line))
  return (written ?? lines[0] ?? text).replace(/^.*\[err\]\s*/, '').slice(0, 200)
}
