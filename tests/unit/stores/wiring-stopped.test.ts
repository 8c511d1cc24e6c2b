// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { useConditions } from '../../../src/stores/conditions'
import { useNow } from '../../../src/stores/now'
import { usePreferences } from '../../../src/stores/preferences'
import { useTimeline } from '../../../src/stores/timeline'
import { batch } from '../domain/recording'
import { engine } from './played-engine'
import { goLive, leave, open, sent, show, start, stop } from './wired'

vi.mock('../../../src/engine/client', () => import('./played-engine'))

beforeEach(open)
afterEach(leave)

describe('stopping (C6)', () => {
  test('stops the links, unwatches the sources and stops the engine', () => {
    goLive()
    engine.sent.length = 0
    stop()
    const effects = sent('perform').flatMap((one) => one.effects)
    expect(effects.map(({ kind }) => kind)).toEqual(['stop-all', 'close', 'abandon-poll'])
    expect(sent('unwatch')).toEqual([{ kind: 'unwatch', source: 'plant' }])
    expect(engine.stops).toBe(1)
  })

  test('leaves no timer, and nothing that listens', async () => {
    stop()
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
    stop()
    await start('worker')
    engine.sent.length = 0
    useNow().wake()
    expect(sent('clock-jumped')).toHaveLength(1)
  })

  test('what the engine still had on its way is for nobody', () => {
    stop()
    engine.tell({ kind: 'batch', batch: batch({ readings: [['late', 0, 1]] }) })
    expect(useTimeline().sensor('plant/late')).toBeNull()
    expect(useConditions().abnormal).toEqual([])
  })

  test('a hundred starts and stops leave nothing behind, and each watches anew', async () => {
    stop()
    let listening = 0
    let most = 0
    for (const target of [window, document]) {
      vi.spyOn(target, 'addEventListener').mockImplementation(() => void (most = Math.max(most, ++listening)))
      vi.spyOn(target, 'removeEventListener').mockImplementation(() => void listening--)
    }
    for (let round = 0; round < 100; round++) {
      await start('page')
      stop()
    }
    expect(most).toBeGreaterThan(2)
    expect(most).toBeLessThan(10)
    expect(listening).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
    expect(sent('watch')).toHaveLength(101)
    expect(engine.stops).toBe(101)
  })
})
