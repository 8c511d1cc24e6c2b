// The wiring of a page, with the engine of played-engine.ts; a test file has to put that in the place of the real one.
import { createPinia, setActivePinia } from 'pinia'
import { vi, type MockInstance } from 'vitest'
import { nextTick, type EffectScope } from 'vue'
import type { LinkEvent } from '../../../src/connection/link-state'
import type { EnginePlace } from '../../../src/engine/client'
import type { Command } from '../../../src/engine/port'
import { useLinks } from '../../../src/stores/links'
import { startWatching } from '../../../src/stores/wiring'
import { answerWith, START } from '../components/watched'
import { engine } from './played-engine'

export const ADDRESS = { source: 'plant', link: 'datapoints' }
let visibility: MockInstance<() => DocumentVisibilityState>
let scope: EffectScope

/** A visible page that watches one source; what was started ends with `leave`. */
export async function open(): Promise<void> {
  vi.useFakeTimers({ now: START })
  localStorage.clear()
  sessionStorage.clear()
  visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible')
  setActivePinia(createPinia())
  Object.assign(engine, { sent: [], place: null, stops: 0 })
  answerWith({
    version: 1,
    sources: [{ id: 'plant', system: 'webmacs', url: 'http://localhost:1', auth: { method: 'password' } }],
  })
  await start('worker')
}

export async function start(place: EnginePlace): Promise<void> {
  scope = startWatching(place)
  await vi.advanceTimersByTimeAsync(0)
}

export function stop(): void {
  scope.stop()
}

export function leave(): void {
  stop()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.useRealTimers()
}

export function sent<Kind extends Command['kind']>(kind: Kind): Extract<Command, { kind: Kind }>[] {
  return engine.sent.filter((one): one is Extract<Command, { kind: Kind }> => one.kind === kind)
}

export function happen(event: LinkEvent): void {
  engine.tell({ kind: 'link-event', address: ADDRESS, event })
}

export function goLive(): void {
  const { connection } = useLinks().of('plant')[0]!.state.value
  happen({ kind: 'opened', connection })
  happen({ kind: 'frame', connection })
}

export async function show(state: 'visible' | 'hidden'): Promise<void> {
  visibility.mockReturnValue(state)
  document.dispatchEvent(new Event('visibilitychange'))
  await nextTick()
}
