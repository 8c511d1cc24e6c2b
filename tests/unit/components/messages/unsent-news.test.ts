import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { useUnsentNews } from '../../../../src/components/messages/unsent-news'
import { useAnnouncer } from '../../../../src/stores/announcer'
import type { OutboxEntry } from '../../../../src/stores/outbox'

const scope = effectScope()

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

function entry(id: string, status: OutboxEntry['status'], why = ''): OutboxEntry {
  return {
    id,
    source: 'chat',
    conversation: 'main',
    text: 'Hello',
    writtenAt: 0,
    order: 0,
    author: null,
    backend: null,
    status,
    why,
    echoAfter: null,
  }
}

test('V3: only what becomes refused or uncertain is said aloud, not what was so before', async () => {
  const entries = shallowRef([entry('1', 'sending'), entry('2', 'waiting'), entry('3', 'refused', 'Old.')])
  scope.run(() => useUnsentNews(() => entries.value))
  const said = async (next: OutboxEntry[]) => {
    entries.value = next
    await nextTick()
    await vi.advanceTimersByTimeAsync(6_000)
    return useAnnouncer().current?.text
  }
  expect(
    await said([entry('1', 'sending'), entry('2', 'sending'), entry('3', 'refused', 'Old.')]),
  ).toBeUndefined()
  expect(await said([entry('1', 'uncertain'), entry('2', 'sending')])).toBe(
    'Uncertain whether it arrived. Send again?',
  )
  expect(await said([entry('1', 'uncertain'), entry('2', 'refused', 'Too fast.')])).toBe(
    'Not taken: Too fast.',
  )
  expect(await said([entry('1', 'uncertain'), entry('4', 'uncertain')])).toBe('Not taken: Too fast.')
})
