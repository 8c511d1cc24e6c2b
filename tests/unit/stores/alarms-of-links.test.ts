// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { useAlarms } from '../../../src/stores/alarms'
import { watchAndTell } from './telling'
import { plant } from './alarmed'

describe('A5: a dead link', () => {
  test('is one alarm at once when it had worked, and its sensors keep theirs', async () => {
    const { read, close, heard, pass, shown } = await plant()
    read('p', 95)
    read('q', 5)
    heard()
    close('plant', 1006)
    await pass(60)
    expect(heard()).toEqual(['Plant unacknowledged'])
    expect(shown()).toEqual(['Plant warn', 'p unknown'])
  })

  test('is none for the seconds in which a link on demand comes back', async () => {
    const { link, close, pass, heard } = await plant()
    const { description } = link('plant')
    description.onDemand = true
    close('plant', 1000)
    await pass(9)
    expect(heard()).toEqual([])
    await pass(2)
    expect(heard()).toEqual(['Plant unacknowledged'])
    delete description.onDemand
  })

  test('is one after 10 s when it never worked', async () => {
    await watchAndTell()
    const alarms = useAlarms()
    await vi.advanceTimersByTimeAsync(9_000)
    expect(alarms.shown).toEqual([])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(alarms.counts).toMatchObject({ lost: 2, warn: 0 })
  })

  test('is one before that when two attempts have failed', async () => {
    const { happen, close } = await watchAndTell()
    const alarms = useAlarms()
    close('plant', 1006)
    await nextTick()
    expect(alarms.counts.lost).toBe(0)
    happen('plant', { kind: 'try-now' })
    close('plant', 1006)
    await nextTick()
    expect(alarms.counts.lost).toBe(1)
  })

  test('says that it is open but silent where it is', async () => {
    const { happen, link, alarms } = await plant()
    happen('plant', { kind: 'silent', connection: link('plant').state.value.connection })
    await nextTick()
    expect(alarms.shown.map(({ alarm }) => alarm.text)).toEqual(['Connected, but silent'])
  })

  test('is none after somebody signed out: that was meant', async () => {
    const { happen, sources, alarms, pass } = await plant()
    sources.signOut('plant')
    happen('plant', { kind: 'signed-out' })
    await pass(60)
    expect(alarms.shown).toEqual([])
  })

  test('is none any more once somebody signed out of it, and none while they sign in again', async () => {
    const { happen, close, sources, shown, pass } = await plant()
    close('plant', 1006)
    await nextTick()
    expect(shown()).toEqual(['Plant warn'])
    sources.signOut('plant')
    happen('plant', { kind: 'signed-out' })
    await nextTick()
    expect(shown()).toEqual([])
    sources.signIn('plant', 'password', {})
    happen('plant', { kind: 'signed-in' })
    await pass(9)
    expect(shown()).toEqual([])
    await pass(1)
    expect(shown()).toEqual(['Plant warn'])
  })

  test('that works in time never was one', async () => {
    const { heard } = await plant()
    expect(heard()).toEqual([])
  })

  test('T2: a silent one is dead too, until polls are answered', async () => {
    const { happen, link, heard } = await plant()
    const { connection } = link('plant').state.value
    happen('plant', { kind: 'silent', connection })
    await nextTick()
    expect(heard()).toEqual(['Plant unacknowledged'])
    happen('plant', { kind: 'poll-answered', round: link('plant').state.value.round })
    await nextTick()
    expect(heard()).toEqual(['Plant returned-unacknowledged'])
  })

  test('on its return only what changed is news', async () => {
    const { list, setLimits, limit, read, close, happen, goLive, heard, pass } = await plant()
    list('p', 'q', 'r')
    setLimits(limit('p'), limit('q'), limit('r'))
    for (const id of ['p', 'q']) read(id, 95)
    read('r', 5)
    close('plant', 1006)
    await pass(60)
    heard()
    happen('plant', { kind: 'try-now' })
    goLive('plant')
    await nextTick()
    list('p', 'q', 'r')
    setLimits(limit('p'), limit('q'), limit('r'))
    await nextTick()
    for (const id of ['p', 'r']) read(id, 95)
    read('q', 5)
    expect(heard()).toEqual([
      ...['Plant returned-unacknowledged', 'r unacknowledged', 'q returned-unacknowledged'],
    ])
  })

  test('a source that is watched no longer has no dead link', async () => {
    const { close, links, alarms } = await plant()
    close('plant', 1006)
    await nextTick()
    links.remove('plant')
    await nextTick()
    expect(alarms.shown).toEqual([])
  })
})
