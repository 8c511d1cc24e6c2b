// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import Announcer from '../../../src/components/Announcer.vue'
import { useNow } from '../../../src/stores/now'
import { watchAndTell } from '../stores/telling'
import { unwatch } from './watched'

afterEach(() => {
  useNow().pause()
  unwatch()
})

async function announcer() {
  const watched = await watchAndTell()
  const wrapper = mount(Announcer, { global: { plugins: [watched.pinia] } })
  const said = async (): Promise<string> => {
    await vi.advanceTimersByTimeAsync(6_000)
    return wrapper.text()
  }
  return { ...watched, wrapper, said }
}

test('V3: there is one polite live region, and connecting for the first time is no news', async () => {
  const { wrapper, said } = await announcer()
  expect(wrapper.attributes('aria-live')).toBe('polite')
  expect(await said()).toBe('')
})

test('a link that changes is announced by its source and mode', async () => {
  const { goLive, close, said } = await announcer()
  goLive('plant')
  expect(await said()).toBe('Plant: live.')
  close('plant', 1011)
  expect(await said()).toBe('Plant: connecting.')
})

test('a link that was back before anybody heard of it is said to be live, not lost', async () => {
  const { goLive, close, happen, said } = await announcer()
  goLive('plant')
  await said()
  close('plant', 1011)
  happen('plant', { kind: 'try-now' })
  goLive('plant')
  expect(await said()).toBe('Plant: live.')
})

test('T2: halting and falling silent are announced though the mode stays', async () => {
  const { refuse, goLive, happen, link, said } = await announcer()
  refuse('plant')
  expect(await said()).toBe('Plant: halted.')
  goLive('open')
  await said()
  happen('open', { kind: 'silent', connection: link('open').state.value.connection })
  expect(await said()).toBe('Open: connected, but silent.')
})

test('a new alarm is announced by its name and how many there are, its return is not', async () => {
  const { goLive, list, setLimits, limit, read, said } = await announcer()
  goLive('plant')
  goLive('open')
  list('p', 'q')
  setLimits(limit('p'), limit('q'))
  read('p', 95)
  expect(await said()).toContain('New alarm: p.')
  read('p', 5, Date.now())
  read('p', 95, Date.now() + 1)
  read('q', 95, Date.now() + 1)
  expect(await said()).toBe('New alarm: q. 2 in all.')
  read('p', 5, Date.now() + 2)
  await said()
  expect(await said()).toBe('New alarm: q. 2 in all.')
})

test('A5: of a dead link only its own words are said, and on its return only what changed', async () => {
  const { goLive, close, happen, list, setLimits, limit, read, said } = await announcer()
  goLive('plant')
  goLive('open')
  list('p', 'q')
  setLimits(limit('p'), limit('q'))
  read('p', 95)
  read('q', 5)
  await said()
  close('plant', 1006)
  expect(await said()).toBe('Plant: connecting.')
  happen('plant', { kind: 'try-now' })
  goLive('plant')
  read('p', 95)
  expect(await said()).toBe('Plant: live.')
  read('q', 95)
  expect(await said()).toContain('New alarm: q.')
})

test('A3: a flood is announced', async () => {
  const { tell, said } = await announcer()
  for (let i = 0; i < 11; i++) tell({ kind: 'log', level: 'WARN', message: `${i}`, sensor: null, time: null })
  expect(await said()).toContain('Alarm flood: more than ten in ten minutes.')
})
