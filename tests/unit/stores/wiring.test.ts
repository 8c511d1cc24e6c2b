// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { noCounts } from '../../../src/connection/counters'
import { useLinks } from '../../../src/stores/links'
import { useNow } from '../../../src/stores/now'
import { usePreferences } from '../../../src/stores/preferences'
import { useSourceList } from '../../../src/stores/source-list'
import { useSources } from '../../../src/stores/sources'
import { useTimeline } from '../../../src/stores/timeline'
import { START } from '../components/watched'
import { batch } from '../domain/recording'
import { engine } from './played-engine'
import { ADDRESS, goLive, happen, leave, open, sent, show } from './wired'

vi.mock('../../../src/engine/client', () => import('./played-engine'))

beforeEach(open)
afterEach(leave)

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
