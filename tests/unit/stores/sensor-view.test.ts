// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { useNow } from '../../../src/stores/now'
import { useSensorView } from '../../../src/stores/sensor-view'
import { START, unwatch } from '../components/watched'
import { watchAndTell } from './telling'

afterEach(() => {
  useNow().pause()
  unwatch()
})

async function sensorView() {
  const told = await watchAndTell()
  const view = effectScope(true).run(() => useSensorView(() => 'plant/p'))!
  return { ...told, view }
}

test('there is none while no such sensor is known', async () => {
  const { view, list } = await sensorView()
  expect(view.value).toBeNull()
  list('p')
  expect(view.value).toMatchObject({ last: null, ageMs: null, sourceLabel: 'Plant' })
})

test('gathers what the stores know', async () => {
  const { view, list, read, setLimits, limit } = await sensorView()
  list('p')
  setLimits(limit('p'))
  read('p', 95)
  await vi.advanceTimersByTimeAsync(3_000)
  expect(view.value).toMatchObject({
    last: { time: START, value: 95, provenance: 'live' },
    ageMs: 3_000,
    revision: 1,
    limits: [{ id: 'over p' }],
    limitsAccess: 'known',
    condition: { state: 'warn' },
    // The system's hint, until the cadence is learned.
    staleAfterMs: 15_000,
    heldUntil: null,
  })
})

test('K2: age and time are the backend’s, not this machine’s', async () => {
  const { view, sources, read } = await sensorView()
  sources.note('plant', { clock: { offsetMs: 3_600_000, uncertaintyMs: 10 } })
  read('p', 1, START + 3_600_000)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(view.value!.ageMs).toBe(2_000)
  expect(view.value!.now()).toBe(START + 3_602_000)
})

test('T8: a figure of a component that had stopped has no value, also when nothing is heard any more', async () => {
  const { view, list, read, tell, now } = await sensorView()
  const component = {
    ...{ id: 'pump', name: 'Pump', state: 'stopped' as const, stateText: 'stopped', pid: null },
    ...{ uptime: null, error: null, updatedAt: null },
  }
  list({ id: 'p', component: 'pump' })
  read('p', 95)
  tell({ kind: 'components', components: [component], time: START })
  now.tick()
  await vi.advanceTimersByTimeAsync(1)
  expect(view.value).toMatchObject({ value: null, condition: { state: 'stopped' } })
  await vi.advanceTimersByTimeAsync(60_000)
  now.tick()
  await vi.advanceTimersByTimeAsync(1)
  expect(view.value).toMatchObject({ value: null, condition: { state: 'unknown', lastKnown: 'stopped' } })
})

test('a sample of the future has no negative age', async () => {
  const { view, read } = await sensorView()
  read('p', 1, START + 500)
  expect(view.value!.ageMs).toBe(0)
})

test('T1: a value that is told on change is known to hold until its link was lost', async () => {
  const { view, list, goLive, close } = await sensorView()
  list({ id: 'p', reporting: 'on-change' })
  goLive('plant')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(view.value!.heldUntil!()).toBe(START + 5_000)
  close('plant', 1006)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(view.value!.heldUntil!()).toBe(START + 5_000)
})
