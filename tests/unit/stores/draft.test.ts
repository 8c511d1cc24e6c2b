// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { nextTick } from 'vue'
import { useDrafts } from '../../../src/stores/draft'
import { chatAndTell, leave } from './chatting'

const KEY = 'watchdeck:drafts'

beforeEach(() => {
  sessionStorage.clear()
  setActivePinia(createPinia())
})

test('each conversation has its own draft, whatever its name', () => {
  const drafts = useDrafts()
  drafts.write('a', '__proto__', 'one')
  drafts.write('a"', 'b', 'two')
  expect(drafts.textOf('a', '__proto__')).toBe('one')
  expect(drafts.textOf('a"', 'b')).toBe('two')
  expect(drafts.textOf('a', 'b')).toBe('')
})

test('drafts survive a reload of the tab, and go when they are empty', async () => {
  useDrafts().write('a', 'b', 'text')
  await nextTick()
  setActivePinia(createPinia())
  expect(useDrafts().textOf('a', 'b')).toBe('text')
  useDrafts().write('a', 'b', '')
  await nextTick()
  expect(sessionStorage.getItem(KEY)).not.toContain('text')
})

test.each(['{', '[]', '{"version":2,"drafts":[["k","v"]]}', '{"version":1,"drafts":[1,["a"],[1,2]]}'])(
  'what is no list of drafts is no draft: %s',
  (found) => {
    sessionStorage.setItem(KEY, found)
    expect(useDrafts().textOf('a', 'b')).toBe('')
  },
)

test('what was quoted waits for one conversation, and is taken once', () => {
  const drafts = useDrafts()
  expect(drafts.takeQuoted('a', 'b')).toBe(false)
  drafts.quote('one')
  drafts.quote('two')
  expect(drafts.takeQuoted('a', 'b')).toBe(true)
  expect(drafts.textOf('a', 'b')).toBe('one\ntwo')
  expect(drafts.takeQuoted('a', 'b')).toBe(false)
})

test('C6: a source that is gone takes its drafts with it, and leaves those of others', async () => {
  const { messages, arrange } = await chatAndTell()
  const drafts = useDrafts()
  drafts.opened = { source: 'plant', id: 'main' }
  drafts.write('plant', 'main', 'mine')
  drafts.write('plant 2', 'main', 'other')
  expect(messages.rooms).toHaveLength(2)
  await arrange('gone')
  expect([drafts.textOf('plant', 'main'), drafts.textOf('plant 2', 'main')]).toEqual(['', 'other'])
  expect(drafts.opened).toBeNull()
  leave()
})
