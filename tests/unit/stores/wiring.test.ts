// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, test, vi, type MockInstance } from 'vitest'
import { nextTick, type EffectScope } from 'vue'
import { noCounts } from '../../../src/connection/counters'
import type { LinkEvent } from '../../../src/connection/link-state'
import type { EngineClient, EnginePlace } from '../../../src/engine/client'
import type { Command, EngineMessage, Receive } from '../../../src/engine/port'
import { useConditions } from '../../../src/stores/conditions'
import { useLinks } from '../../../src/stores/links'
import { useNow } from '../../../src/stores/now'
import { usePreferences } from '../../../src/stores/preferences'
import { useSourceList } from '../../../src/stores/source-list'
import { useSources } from '../../../src/stores/sources'
import { useTimeline } from '../../../src/stores/timeline'
import { startWatching } from '../../../src/stores/wiring'
import { answerWith } from '../components/watched'
import { batch } from '../domain/recording'

const engine = vi.hoisted(() => ({
  sent: [] as Command[],
  tell: (() => undefined) as Receive<EngineMessage>,
  place: null as EnginePlace | null,
  stops: 0,
}))

vi.mock('../../../src/engine/client', () => ({
  startEngine: (place: EnginePlace, onMessage: Receive<EngineMessage>): EngineClient => {
    engine.place = place
    engine.tell = onMessage
    return { send: (command) => void engine.sent.push(command), stop: () => void engine.stops++ }
  },
}))

const START = Date.UTC(2025, 0, 15, 12)
const ADDRESS = { source: 'plant', link: 'datapoints' }
let visibility: MockInstance<() => DocumentVisibilityState>
let scope: EffectScope

beforeEach(async () => {
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
  scope = startWatching('worker')
  await vi.advanceTimersByTimeAsync(0)
})

afterEach(() => {
  scope.stop()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function sent<Kind extends Command['kind']>(kind: Kind): Extract<Command, { kind: Kind }>[] {
  return engine.sent.filter((one): one is Extract<Command, { kind: Kind }> => one.kind === kind)
}

function goLive(): void {
  const { connection } = useLinks().of('plant')[0]!.state.value
  happen({ kind: 'opened', connection })
  happen({ kind: 'frame', connection })
}

function happen(event: LinkEvent): void {
  engine.tell({ kind: 'link-event', address: ADDRESS, event })
}

async function show(state: 'visible' | 'hidden'): Promise<void> {
  visibility.mockReturnValue(state)
  document.dispatchEvent(new Event('visibilitychange'))
  await nextTick()
}

describe('what the engine tells', () => {
  test('starts the engine where it is asked to, and watches', () => {
    expect(engine.place).toBe('worker')
    expect(sent('watch').map(({ source }) => source.id)).toEqual(['plant'])
    expect(sent('perform')[0]!.effects).toContainEqual({ kind: 'open', connection: 1 })
  })

  test('reaches the store that owns it', () => {
    goLive()
    engine.tell({ kind: 'batch', batch: batch({ readings: [['p', 0, 7]] }) })
    engine.tell({ kind: 'counters', address: ADDRESS, counters: { ...noCounts(), frames: 5 } })
    engine.tell({ kind: 'session', source: 'plant', session: { state: 'signing-in' }, credentials: null })
    engine.tell({ kind: 'clock', source: 'plant', offset: { offsetMs: 5, uncertaintyMs: 1 } })
    engine.tell({ kind: 'sign-in-failed', source: 'plant', text: 'Wrong.' })
    engine.tell({ kind: 'metadata', source: 'plant', at: START, failure: null })
    engine.tell({ kind: 'metadata', source: 'plant', at: START + 1, failure: 'No.' })
    const [link] = useLinks().of('plant')
    expect(link!.state.value.socket).toBe('delivering')
    expect(link!.counters.value.frames).toBe(5)
    expect(useTimeline().sensor('plant/p')!.last).toMatchObject({ value: 7 })
    expect(useSources().status('plant')).toEqual({
      session: { state: 'signing-in' },
      clock: { offsetMs: 5, uncertaintyMs: 1 },
      signInFailure: 'Wrong.',
      metadataAt: START,
      metadataFailure: 'No.',
    })
  })

  test('C6: of a source that was unwatched is for nobody, least of all for the one that took its place', () => {
    goLive()
    const list = useSourceList()
    list.switchOff('plant', true)
    list.switchOff('plant', false)
    const stale = (value: number) => batch({ readings: [['p', 0, value]] })
    goLive()
    engine.tell({ kind: 'batch', batch: stale(7) })
    engine.tell({ kind: 'metadata', source: 'plant', at: START, failure: null })
    expect(useTimeline().sensor('plant/p')).toBe(null)
    expect(useSources().status('plant').metadataAt).toBe(null)
    expect(useLinks().of('plant')[0]!.state.value.socket).toBe('opening')
    // It is acknowledged nevertheless: the engine waits for that.
    expect(sent('taken')).toHaveLength(1)
    engine.tell({ kind: 'unwatched', source: 'plant' })
    goLive()
    engine.tell({ kind: 'batch', batch: stale(8) })
    expect(useTimeline().sensor('plant/p')!.last).toMatchObject({ value: 8 })
    expect(useLinks().of('plant')[0]!.state.value.socket).toBe('delivering')
  })

  /** A sensor that reports each half second, with its first history. */
  function learn(): void {
    const described = { id: 'p', name: 'p', unit: '', group: '', reporting: 'periodic' as const, range: null }
    const list = { kind: 'sensors' as const, sensors: [described] }
    const filled = { kind: 'filled' as const, sensors: ['p'], failure: null }
    const readings = [-1.5, -1, -0.5, 0].map((second): [string, number, number] => ['p', second, 1])
    engine.tell({ kind: 'batch', batch: batch({ records: [list], readings }) })
    engine.tell({ kind: 'batch', batch: batch({ records: [filled] }) })
  }

  test('T4: what was missed while the link was lost is asked for when it works again', async () => {
    goLive()
    learn()
    happen({ kind: 'closed', connection: 1, code: 1006, reason: '' })
    await vi.advanceTimersByTimeAsync(20_000)
    engine.sent.length = 0
    happen({ kind: 'try-now' })
    goLive()
    expect(sent('fill')).toEqual([{ kind: 'fill', source: 'plant', sensors: ['p'], spanMs: 50_000 }])
  })

  test('T2, T4: what was missed in a silence is asked for from its beginning, though polls told something', async () => {
    goLive()
    learn()
    happen({ kind: 'silent', connection: 1 })
    await vi.advanceTimersByTimeAsync(20_000)
    engine.tell({ kind: 'batch', batch: batch({ provenance: 'polled', readings: [['p', 20, 1]] }) })
    engine.sent.length = 0
    happen({ kind: 'frame', connection: 1 })
    expect(sent('fill')).toEqual([{ kind: 'fill', source: 'plant', sensors: ['p'], spanMs: 50_000 }])
  })

  test('T1: a change of mode makes every cadence a thing to learn anew', () => {
    goLive()
    learn()
    const { cadences } = useTimeline().sensor('plant/p')!
    expect(cadences.isLearned('live')).toBe(true)
    happen({ kind: 'closed', connection: 1, code: 1006, reason: '' })
    expect(cadences.isLearned('live')).toBe(false)
  })
})

describe('what the browser tells', () => {
  test('a visible page gathers for the chosen window, a hidden one for 250 ms at least', async () => {
    const windows = () => sent('debounce').map(({ ms }) => ms)
    expect(windows()).toEqual([16])
    await show('hidden')
    usePreferences().debounceMs = 1_000
    await nextTick()
    await show('visible')
    usePreferences().debounceMs = 100
    await nextTick()
    expect(windows()).toEqual([16, 250, 1_000, 1_000, 100])
  })

  test('C8: becoming visible brings the time up to date before anything is drawn', async () => {
    await show('hidden')
    useNow().pause()
    await vi.advanceTimersByTimeAsync(30_000)
    await show('visible')
    expect(useNow().time).toBe(START + 30_000)
    expect(sent('clock-jumped')).toEqual([])
  })

  test('C8: after a freeze, clocks are forgotten and living links catch up', () => {
    goLive()
    engine.sent.length = 0
    document.dispatchEvent(new Event('resume'))
    expect(sent('clock-jumped')).toHaveLength(1)
    expect(sent('perform').flatMap(({ effects }) => effects)).toContainEqual({ kind: 'catch-up' })
  })

  test('a network that is back is tried at once', () => {
    happen({ kind: 'closed', connection: 1, code: 1006, reason: '' })
    engine.sent.length = 0
    window.dispatchEvent(new Event('online'))
    expect(sent('perform').flatMap(({ effects }) => effects)).toContainEqual({ kind: 'open', connection: 2 })
  })
})

describe('stopping (C6)', () => {
  test('stops the links, unwatches the sources and stops the engine', () => {
    goLive()
    engine.sent.length = 0
    scope.stop()
    const effects = sent('perform').flatMap((one) => one.effects)
    expect(effects.map(({ kind }) => kind)).toEqual(['stop-all', 'close', 'abandon-poll'])
    expect(sent('unwatch')).toEqual([{ kind: 'unwatch', source: 'plant' }])
    expect(engine.stops).toBe(1)
  })

  test('leaves no timer, and nothing that listens', async () => {
    scope.stop()
    expect(vi.getTimerCount()).toBe(0)
    engine.sent.length = 0
    window.dispatchEvent(new Event('online'))
    document.dispatchEvent(new Event('resume'))
    await show('hidden')
    useNow().wake()
    usePreferences().debounceMs = 500
    await nextTick()
    expect(engine.sent).toEqual([])
  })

  test('started anew, everything is heard once', async () => {
    scope.stop()
    scope = startWatching('worker')
    await vi.advanceTimersByTimeAsync(0)
    engine.sent.length = 0
    useNow().wake()
    expect(sent('clock-jumped')).toHaveLength(1)
  })

  test('what the engine still had on its way is for nobody', () => {
    scope.stop()
    engine.tell({ kind: 'batch', batch: batch({ readings: [['late', 0, 1]] }) })
    expect(useTimeline().sensor('plant/late')).toBeNull()
    expect(useConditions().abnormal).toEqual([])
  })

  test('a hundred starts and stops leave nothing behind, and each watches anew', async () => {
    scope.stop()
    let listening = 0
    let most = 0
    for (const target of [window, document]) {
      vi.spyOn(target, 'addEventListener').mockImplementation(() => void (most = Math.max(most, ++listening)))
      vi.spyOn(target, 'removeEventListener').mockImplementation(() => void listening--)
    }
    for (let round = 0; round < 100; round++) {
      scope = startWatching('page')
      await vi.advanceTimersByTimeAsync(0)
      scope.stop()
    }
    expect(most).toBeGreaterThan(2)
    expect(most).toBeLessThan(10)
    expect(listening).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
    expect(sent('watch')).toHaveLength(101)
    expect(engine.stops).toBe(101)
  })
})
