// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest'
import type { JournalEvent } from '../../../src/domain/journal'
import type { JournalArchive } from '../../../src/stores/journal'
import { START, unwatch } from '../components/watched'
import { journal } from './journaled'

afterEach(unwatch)

describe('the archive', () => {
  const old: JournalEvent = {
    kind: 'message',
    level: 'WARN',
    time: START - 60_000,
    timedOnArrival: false,
    source: 'plant',
    sensor: 'p',
    who: null,
    text: 'From before',
    wholeLength: null,
  }

  function archive(read: JournalArchive['read']) {
    const kept: unknown[] = []
    return { kept, read, append: (entries: unknown[]) => void kept.push(...entries) }
  }

  test('gives back what an earlier page recorded, before everything else, each once', async () => {
    const { store, log } = await journal()
    log('early')
    await store.keepIn(archive(() => Promise.resolve([old, old, { ...old, text: 'Later' }])))
    expect(store.journal.entries.map(({ number, text }) => [number, text])).toEqual([
      [-1, 'From before'],
      [0, 'Later'],
      [1, 'early'],
    ])
  })

  test('keeps what was recorded before it answered and after, and nothing of what it gave back', async () => {
    const { store, log } = await journal()
    log('early')
    const { kept, ...rest } = archive(() => Promise.resolve([old]))
    await store.keepIn(rest)
    log('later')
    expect(kept).toMatchObject([{ text: 'early' }, { text: 'later' }])
  })

  test('T6: what cannot be read is counted and costs nothing else', async () => {
    const { store } = await journal()
    const broken = [null, 7, [], { ...old, kind: 'none' }, { ...old, time: 'x' }, { ...old, level: 1 }]
    await store.keepIn(archive(() => Promise.resolve([...broken, old, { ...old, text: 5 }])))
    expect(store.unreadable).toBe(7)
    expect(store.journal.entries.map(({ text }) => text)).toEqual(['From before'])
  })

  test('that fails leaves a journal that works in memory', async () => {
    const { store, log } = await journal()
    const { kept, ...rest } = archive(() => Promise.reject(new Error('disabled')))
    await store.keepIn(rest)
    log('still here')
    expect(store.journal.entries.map(({ text }) => text)).toEqual(['still here'])
    expect(kept).toEqual([])
  })
})
