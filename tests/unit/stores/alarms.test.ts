// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { useComponents } from '../../../src/stores/components'
import { batch, NOON } from '../domain/recording'
import { plant } from './alarmed'

describe('a component', () => {
  test('in error is a critical alarm with its words, until it runs', async () => {
    const { run, heard, alarms } = await plant()
    run({ state: 'error', error: 'Jammed.' })
    await nextTick()
    expect(alarms.shown).toMatchObject([
      { state: 'crit', alarm: { kind: 'component', name: 'Mixer', text: 'Jammed.' } },
    ])
    // Some servers never clear the text.
    run({ state: 'running', error: 'Jammed.' })
    await nextTick()
    expect(heard()).toEqual(['Mixer unacknowledged', 'Mixer returned-unacknowledged'])
  })

  test('that is stopped is abnormal only if it should run', async () => {
    const { run, heard, alarms } = await plant()
    run({ state: 'stopped' })
    await nextTick()
    expect(heard()).toEqual([])
    useComponents().expect('plant/m', true)
    await nextTick()
    expect(alarms.shown).toMatchObject([{ state: 'warn' }])
  })

  test('that was stopped and has failed since is news', async () => {
    const { run, heard, alarms, news } = await plant()
    useComponents().expect('plant/m', true)
    run({ state: 'stopped' })
    await nextTick()
    expect(heard()).toEqual(['Mixer unacknowledged'])
    run({ state: 'error', error: 'Jammed.' })
    await nextTick()
    expect(news.map(({ alarm, to }) => `${alarm.severity} ${to}`)).toEqual([
      ...['warn returned-unacknowledged', 'crit unacknowledged'],
    ])
    expect(alarms.shown).toMatchObject([{ state: 'crit' }])
  })

  test('T8: that had failed before a reload is last known crit, and no news until it runs', async () => {
    const { timeline, run, heard, alarms } = await plant()
    const mixer = {
      ...{ id: 'm', name: 'Mixer', state: 'error' as const, stateText: 'error', pid: null },
      ...{ uptime: null, error: 'Jammed.', updatedAt: null },
    }
    const at = NOON - 600_000
    timeline.recall('plant', { sensors: [], limits: null, components: { all: [mixer], at, heardAt: at } })
    await nextTick()
    expect(alarms.counts).toMatchObject({ crit: 0, lastKnown: 1 })
    expect(alarms.shown).toMatchObject([{ state: 'unknown', lastKnown: 'crit', alarm: { text: 'Jammed.' } }])
    expect(heard()).toEqual([])
    run({ state: 'error', error: 'Jammed.' })
    await nextTick()
    expect(heard()).toEqual([])
    expect(alarms.counts).toMatchObject({ crit: 1, lastKnown: 0 })
    run({ state: 'running' })
    await nextTick()
    expect(heard()).toEqual(['Mixer returned-unacknowledged'])
  })

  test('T8: of which nothing is heard stays as last known', async () => {
    const { run, pass, alarms } = await plant()
    run({ state: 'error' })
    await pass(60)
    expect(alarms.shown).toMatchObject([{ state: 'unknown', lastKnown: 'crit' }])
  })

  test('that stopped takes the alarms of its figures along: they have no value any more', async () => {
    const { run, list, read, heard, pass } = await plant()
    list({ id: 'p', component: 'm' })
    run({ state: 'running' })
    read('p', 95)
    run({ state: 'stopped' })
    await pass(1)
    expect(heard()).toEqual(['p unacknowledged', 'p returned-unacknowledged'])
  })
})

describe('an event of a backend', () => {
  test('is an alarm of its level, and returns after 60 s', async () => {
    const { say, shown, heard, pass } = await plant()
    say('INFO', 'Fine.')
    say('WARN', 'Warm.', 'p')
    say('CRIT', 'Hot.')
    expect(shown()).toEqual(['Plant crit', 'p warn'])
    await pass(59)
    heard()
    await pass(1)
    expect(heard()).toEqual(['p returned-unacknowledged', 'Plant returned-unacknowledged'])
  })

  test('that comes again within 60 s is the same activation', async () => {
    const { say, heard, pass } = await plant()
    say('WARN', 'Warm.')
    await pass(40)
    say('WARN', 'Warm.')
    await pass(40)
    expect(heard()).toEqual(['Plant unacknowledged'])
    await pass(20)
    say('WARN', 'Warm.')
    expect(heard()).toEqual(['Plant returned-unacknowledged', 'Plant unacknowledged'])
  })

  test('is not shown for an hour because this machine’s clock was set back by one', async () => {
    const { say, shown, pass, now } = await plant()
    say('WARN', 'Warm.')
    vi.setSystemTime(NOON - 3_600_000)
    now.wake()
    await pass(61)
    expect(shown()).toEqual([])
  })

  test('P4: no more than 2,000 of a source are kept, returned ones go first, and they are counted', async () => {
    const { tell, alarms, pass } = await plant()
    const events = (count: number, word: string) =>
      Array.from({ length: count }, (_, i) => ({
        ...{ kind: 'log' as const, level: 'WARN' as const, message: `${word} ${i}` },
        ...{ sensor: null, time: null },
      }))
    tell(...events(1_500, 'old'))
    await pass(61)
    tell(...events(1_500, 'new'))
    expect(alarms.shown).toHaveLength(1_500)
    expect(alarms.dropped).toBe(1_000)
    tell(...events(600, 'newest'))
    expect(alarms.shown).toHaveLength(2_000)
    expect(alarms.dropped).toBe(1_600)
  })
})

describe('A3: how often', () => {
  test('what activates three times in a minute chatters, and is shown though it has returned', async () => {
    const { read, alarms, pass } = await plant()
    for (const second of [0, 10, 20]) {
      read('p', 95, NOON + second * 1_000)
      read('p', 5, NOON + second * 1_000 + 1)
    }
    expect(alarms.besides).toMatchObject([{ chattering: true, state: 'warn' }])
    expect(alarms.habitsOf('plant/p')).toEqual({ chattering: true, standing: false })
    read('p', 5, NOON + 59_000)
    await pass(3)
    expect(alarms.shown).toEqual([])
  })

  test('what is active for more than a day stands', async () => {
    const { run, alarms, pass, now } = await plant()
    run({ state: 'error' })
    await nextTick()
    expect(alarms.shown[0]!.standing).toBe(false)
    now.pause()
    await pass(24 * 3_600 + 1)
    now.tick()
    expect(alarms.shown.find(({ alarm }) => alarm.kind === 'component')!.standing).toBe(true)
  })

  test('more than ten in ten minutes are a flood', async () => {
    const { say, alarms } = await plant()
    for (let i = 0; i < 10; i++) say('WARN', `${i}`)
    expect(alarms.floodSince).toBeNull()
    say('WARN', 'one more')
    expect(alarms.floodSince).toBe(Date.now())
  })
})

test('A6: of 1,000 alarms within 10 s none is lost, and the list is right', async () => {
  const { list, setLimits, limit, timeline, alarms, news, pass } = await plant()
  const ids = Array.from({ length: 1_000 }, (_, i) => `s${i}`)
  list(...ids)
  setLimits(...ids.map((id, i) => limit(id, { severity: i % 2 ? 'crit' : 'warn' })))
  await nextTick()
  for (let second = 0; second < 10; second++) {
    const readings = ids
      .slice(second * 100, second * 100 + 100)
      .map((id): [string, number, number] => [id, second, 95])
    timeline.take(batch({ readings }))
    await pass(1)
  }
  expect(news).toHaveLength(1_000)
  expect(new Set(news.map(({ alarm }) => alarm.subject)).size).toBe(1_000)
  expect(alarms.shown).toHaveLength(1_000)
  expect(alarms.shown[499]!.alarm.severity).toBe('crit')
  expect(alarms.shown[500]!.alarm.severity).toBe('warn')
})
