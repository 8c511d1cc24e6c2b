// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import Announcer from '../../../src/components/Announcer.vue'
import { unwatch, watch } from './watched'

afterEach(unwatch)

async function announcer() {
  const watched = await watch()
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
