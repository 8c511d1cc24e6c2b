// Stores that watch two sources without an engine: tests say what happens to a link, and look at what the page says.
import { createPinia, setActivePinia } from 'pinia'
import { vi } from 'vitest'
import type { LinkEvent } from '../../../src/connection/link-state'
import { useEngine } from '../../../src/stores/engine'
import { useLinks, type Link } from '../../../src/stores/links'
import { useSources } from '../../../src/stores/sources'
import type { Command } from '../../../src/engine/port'

export const START = Date.UTC(2025, 0, 15, 12)

const SOURCES = [
  { id: 'plant', system: 'webmacs', label: 'Plant', url: 'http://localhost:1', auth: { method: 'password' } },
  { id: 'open', system: 'webmacs', label: 'Open', url: 'http://localhost:2' },
]

/** Answers every `fetch` with this JSON. */
export function answerWith(body: unknown, status = 200): ReturnType<typeof vi.fn<typeof fetch>> {
  const answer = vi.fn<typeof fetch>(() => Promise.resolve(new Response(JSON.stringify(body), { status })))
  vi.stubGlobal('fetch', answer)
  return answer
}

/**
 * @param kept what this browser keeps already, by its key
 * @param now when the page is opened
 */
export async function watch(
  configuration: object = { version: 1, sources: SOURCES },
  kept: Readonly<Record<string, string>> = {},
  now = START,
) {
  vi.useFakeTimers({ now })
  sessionStorage.clear()
  localStorage.clear()
  for (const [key, text] of Object.entries(kept)) localStorage.setItem(key, text)
  const pinia = createPinia()
  setActivePinia(pinia)
  const sent: Command[] = []
  useEngine().send = (command) => void sent.push(command)
  answerWith(configuration)
  const sources = useSources()
  await sources.load()
  const links = useLinks()
  const link = (source: string): Link => links.of(source)[0]!
  const happen = (source: string, ...events: LinkEvent[]): void => {
    for (const event of events) links.receive(link(source).address, event)
  }
  /** The newest socket opens and delivers. */
  const goLive = (source: string): void => {
    const { connection } = link(source).state.value
    happen(source, { kind: 'opened', connection }, { kind: 'frame', connection })
  }
  const close = (source: string, code: number, reason = ''): void =>
    happen(source, { kind: 'closed', connection: link(source).state.value.connection, code, reason })
  const refuse = (source: string): void => {
    const { connection } = link(source).state.value
    happen(source, { kind: 'no-credentials', connection, text: 'Sign in first.', final: true })
  }
  return { pinia, sources, links, link, sent, happen, goLive, close, refuse }
}

export function unwatch(): void {
  vi.unstubAllGlobals()
  vi.useRealTimers()
}
