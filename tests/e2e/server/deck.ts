// A running Watchdeck: the built page, and the demo behind it unless a configuration names other sources.
// Faults and restarts are asked of this one only, so that test files do not disturb each other.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT, startChild } from './child.ts'

export interface FaultRequest {
  /** Id of a system, or `*` for all. */
  system: string
  /** As `GET /demo/faults` lists them. */
  fault: string
  seconds?: number
  code?: number
  reason?: string
  by?: number
}

export interface DemoFacts {
  pid: number
  controllerPid?: number
  startedAt: string
  port: number
  systems: { id: string; label: string; path: string }[]
}

/** What a test can ask of a demo, whether it stands behind a page or alone. */
export interface Demo {
  /** Its address without a slash at the end. */
  url: string
  /** Fetches `/demo` + path as JSON; an answer that is not ok throws with its text. */
  demo: <Answer = DemoFacts>(path?: string, init?: RequestInit) => Promise<Answer>
  /** Starts a fault now; it ends by itself after `seconds`, at `endFaults`, or with the test. */
  fault: (request: FaultRequest) => Promise<void>
  endFaults: () => Promise<void>
  /** Whether the demo answers at this moment. */
  demoIsUp: () => Promise<boolean>
  /** Settles when everything is gone. */
  stop: () => Promise<void>
}

export interface Deck extends Demo {
  /** Kills the demo's process and answers its pid. The page's server starts another, on the same port, after 2 s. */
  killDemo: () => Promise<number>
}

export interface DeckOptions {
  /** Environment of the page's server, on top of this process's own. */
  env?: Record<string, string>
  /** Content of a watchdeck.json to watch instead of the demo; with one, nothing answers at `/demo`. */
  configuration?: unknown
}

function demoAt(port: number, stop: () => Promise<void>): Demo {
  const url = `http://127.0.0.1:${port}`
  const demo = async <Answer = DemoFacts>(path = '', init?: RequestInit): Promise<Answer> => {
    const answer = await fetch(`${url}/demo${path}`, init)
    if (!answer.ok) {
      throw new Error(`${init?.method ?? 'GET'} /demo${path}: ${answer.status} ${await answer.text()}`)
    }
    return (await answer.json()) as Answer
  }
  return {
    url,
    demo,
    async fault(request) {
      const headers = { 'Content-Type': 'application/json' }
      await demo('/faults', { method: 'POST', headers, body: JSON.stringify(request) })
    },
    async endFaults() {
      await demo('/faults', { method: 'DELETE' })
    },
    demoIsUp: () =>
      demo().then(
        () => true,
        () => false,
      ),
    stop,
  }
}

/** @param folder where a configuration may be written: the folder of the test's own output. */
export async function startDeck(folder: string, options: DeckOptions = {}): Promise<Deck> {
  if (!existsSync(join(PROJECT, 'dist', 'index.html'))) {
    throw new Error(
      'There is no built page: run `npm run build` first, or `npm run test:e2e`, which builds it.',
    )
  }
  const env = { ...options.env }
  if (options.configuration !== undefined) {
    const file = join(folder, `watchdeck-${crypto.randomUUID()}.json`)
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, JSON.stringify(options.configuration))
    env['WATCHDECK_CONFIG'] = file
  }
  const { port, stop } = await startChild('tests/e2e/server/preview.js', env)
  const demo = demoAt(port, stop)
  return {
    ...demo,
    async killDemo() {
      const { pid } = await demo.demo()
      process.kill(pid, 'SIGKILL')
      return pid
    },
  }
}

/** The demo alone, as `npm run demo` starts it. @param port the one to listen on; any free one without. */
export async function startDemo(port = 0): Promise<Demo> {
  const child = await startChild('demo/run.js', { WATCHDECK_DEMO_PORT: String(port) })
  return demoAt(child.port, child.stop)
}
