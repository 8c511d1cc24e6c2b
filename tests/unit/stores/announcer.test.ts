import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useAnnouncer } from '../../../src/stores/announcer'

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
})
afterEach(() => vi.useRealTimers())

test('what happens together is said together, soon', () => {
  const announcer = useAnnouncer()
  announcer.announce('Plant: live.')
  announcer.announce('Mill: live.')
  expect(announcer.current).toBeNull()
  vi.advanceTimersByTime(500)
  expect(announcer.current?.text).toBe('Plant: live. Mill: live.')
})

test('V3: one message in 5 s at most, however much there is to say', () => {
  const announcer = useAnnouncer()
  const said: number[] = []
  for (let ms = 0; ms < 60_000; ms += 100) {
    announcer.announce(`Value ${ms}`, 'value')
    vi.advanceTimersByTime(100)
    const number = announcer.current?.number ?? 0
    if (number > said.length) said.push(ms)
  }
  const pauses = said.slice(1).map((at, index) => at - (said[index] ?? 0))
  expect(said.length).toBeGreaterThan(9)
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(5_000)
})

test('V3: of each topic only the newest is said', () => {
  const announcer = useAnnouncer()
  announcer.announce('First.')
  vi.advanceTimersByTime(500)
  announcer.announce('Plant: connecting.', 'plant')
  announcer.announce('3 abnormal.', 'abnormal')
  announcer.announce('Plant: live.', 'plant')
  vi.advanceTimersByTime(4_000)
  expect(announcer.current?.text).toBe('First.')
  vi.advanceTimersByTime(1_000)
  expect(announcer.current?.text).toBe('3 abnormal. Plant: live.')
})

test('the same words said again are a new message', () => {
  const announcer = useAnnouncer()
  announcer.announce('Plant: live.')
  vi.advanceTimersByTime(10_000)
  const { number } = announcer.current!
  announcer.announce('Plant: live.')
  vi.advanceTimersByTime(10_000)
  expect(announcer.current).toEqual({ number: number + 1, text: 'Plant: live.' })
})
