// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useNow } from '../../../src/stores/now'

const NOON = Date.UTC(2025, 0, 15, 12)
const visibility = vi.spyOn(document, 'visibilityState', 'get')

beforeEach(() => {
  vi.useFakeTimers({ now: NOON })
  visibility.mockReturnValue('visible')
  const running = performance.now.bind(performance)
  frozenMs = 0
  vi.spyOn(performance, 'now').mockImplementation(() => running() + frozenMs)
  setActivePinia(createPinia())
})
afterEach(() => {
  useNow().pause()
  vi.useRealTimers()
})

function watchJumps() {
  const jumped = vi.fn<() => void>()
  const now = useNow()
  now.onJump(jumped)
  return { now, jumped }
}

let frozenMs = 0

/** Time passes, but no timer of the page runs. */
function freeze(ms: number): void {
  frozenMs += ms
  vi.setSystemTime(Date.now() + ms)
}

test('ticks once a second', () => {
  const { now, jumped } = watchJumps()
  vi.advanceTimersByTime(999)
  expect(now.time).toBe(NOON)
  vi.advanceTimersByTime(1)
  expect(now.time).toBe(NOON + 1_000)
  vi.advanceTimersByTime(3_600_000)
  expect(now.time).toBe(NOON + 3_601_000)
  expect(jumped).not.toHaveBeenCalled()
})

test.each([3_600_000, -3_600_000, 5_001, -5_001])(
  'C8: a clock that is set by %d ms is noticed once',
  (ms) => {
    const { now, jumped } = watchJumps()
    vi.advanceTimersByTime(10_000)
    vi.setSystemTime(Date.now() + ms)
    vi.advanceTimersByTime(1_000)
    expect(jumped).toHaveBeenCalledTimes(1)
    expect(now.time).toBe(NOON + 11_000 + ms)
    vi.advanceTimersByTime(60_000)
    expect(jumped).toHaveBeenCalledTimes(1)
  },
)

test('C8: corrections of a clock as time services make them are none', () => {
  const { jumped } = watchJumps()
  vi.setSystemTime(Date.now() + 4_900)
  vi.advanceTimersByTime(1_000)
  vi.setSystemTime(Date.now() - 4_900)
  vi.advanceTimersByTime(1_000)
  expect(jumped).not.toHaveBeenCalled()
})

test('C8: a page that stood still is noticed by the tick that comes too late', () => {
  const { now, jumped } = watchJumps()
  freeze(30_000)
  now.tick()
  expect(jumped).toHaveBeenCalledTimes(1)
  expect(now.time).toBe(NOON + 30_000)
})

test('C8: a hidden page that the browser ticks once a minute did not stand still', () => {
  const { now, jumped } = watchJumps()
  visibility.mockReturnValue('hidden')
  now.tick()
  for (let minute = 0; minute < 5; minute++) {
    freeze(60_000)
    now.tick()
  }
  visibility.mockReturnValue('visible')
  freeze(59_000)
  now.tick()
  expect(jumped).not.toHaveBeenCalled()
})

test('C8: a hidden page on a machine that slept did', () => {
  const { now, jumped } = watchJumps()
  visibility.mockReturnValue('hidden')
  now.tick()
  freeze(8 * 3_600_000)
  now.tick()
  expect(jumped).toHaveBeenCalledTimes(1)
})

test('C8: when the browser says that the page was frozen it is told once, with the time of now', () => {
  const { now } = watchJumps()
  const seen: number[] = []
  now.onJump(() => seen.push(now.time))
  freeze(20_000)
  now.wake()
  now.tick()
  expect(seen).toEqual([NOON + 20_000])
})

test('who no longer listens is not told', () => {
  const now = useNow()
  const jumped = vi.fn<() => void>()
  const stop = now.onJump(jumped)
  stop()
  now.wake()
  expect(jumped).not.toHaveBeenCalled()
})

test('C6: paused, no timer is left', () => {
  useNow().pause()
  expect(vi.getTimerCount()).toBe(0)
})
