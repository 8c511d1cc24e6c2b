// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import type { AlarmNews } from '../../../src/domain/alarm-register'
import type { Component, LogLevel } from '../../../src/domain/updates'
import { useAlarms } from '../../../src/stores/alarms'
import { useComponents } from '../../../src/stores/components'
import { useNow } from '../../../src/stores/now'
import { useSensorSettings } from '../../../src/stores/sensor-settings'
import { unwatch } from '../components/watched'
import { batch, NOON } from '../domain/recording'
import { watchAndTell } from './telling'

afterEach(() => {
  useNow().pause()
  unwatch()
})

/** Two sources that deliver; `p` has a limit of 90. */
async function plant() {
  const told = await watchAndTell()
  const alarms = useAlarms()
  const news: AlarmNews[] = []
  alarms.onNews((one) => void news.push(one))
  told.goLive('plant')
  told.goLive('open')
  told.list('p', 'q')
  told.setLimits(told.limit('p'))
  await nextTick()
  return {
    ...told,
    alarms,
    news,
    /** What is shown: names with their states. */
    shown: () => alarms.shown.map(({ alarm, state }) => `${alarm.name} ${state}`),
    /** What became of each alarm since this was asked before. */
    heard: () => news.splice(0).map(({ alarm, to }) => `${alarm.name} ${to}`),
    say: (level: LogLevel, message: string, sensor: string | null = null): void =>
      told.tell({ kind: 'log', level, message, sensor, time: null }),
    run: (component: Partial<Component>): void =>
      told.tell({
        kind: 'components',
        time: null,
        components: [
          {
            ...{ id: 'm', name: 'Mixer', state: 'running', stateText: 'running', pid: null },
            ...{ uptime: null, error: null, updatedAt: null },
            ...component,
          },
        ],
      }),
    pass: (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000),
  }
}

describe('a limit', () => {
  test('A1: that is left makes an alarm, and returning does not acknowledge it', async () => {
    const { read, news, heard, shown } = await plant()
    read('p', 95, NOON + 1)
    expect(news).toMatchObject([
      { alarm: { kind: 'limit', source: 'plant', subject: 'p', text: 'Too high', severity: 'warn' } },
    ])
    expect(news[0]).toMatchObject({ from: 'normal', to: 'unacknowledged', at: NOON + 1 })
    expect(shown()).toEqual(['p warn'])
    read('p', 50, NOON + 2)
    expect(heard()).toEqual(['p unacknowledged', 'p returned-unacknowledged'])
    expect(shown()).toEqual([])
  })

  test('A6: a spike between two values of one batch is not missed', async () => {
    const { timeline, heard } = await plant()
    const readings = [1, 95, 2].map((value, second): [string, number, number] => ['p', second, value])
    timeline.take(batch({ readings }))
    expect(heard()).toEqual(['p unacknowledged', 'p returned-unacknowledged'])
  })

  test('each limit of a sensor is an alarm of its own, and a left range is one', async () => {
    const { list, setLimits, limit, read, heard } = await plant()
    list({ id: 'p', range: { min: 0, max: 100 } })
    const crit = limit('p', { id: 'far over', severity: 'crit', condition: { operator: 'gt', value: 95 } })
    setLimits(limit('p'), crit)
    read('p', 101)
    expect(heard()).toHaveLength(3)
  })

  test('history and what an earlier page kept are not judged', async () => {
    const { read, heard } = await plant()
    read('p', 95, NOON - 5_000, 'filled')
    read('p', 95, NOON - 4_000, 'restored')
    expect(heard()).toEqual([])
    read('p', 95, NOON - 3_000, 'polled')
    expect(heard()).toEqual(['p unacknowledged'])
  })

  test('a reading that is older than what is known changes nothing', async () => {
    const { read, heard } = await plant()
    read('p', 50, NOON + 10)
    read('p', 95, NOON + 5)
    expect(heard()).toEqual([])
  })

  test('that changes while it is left is judged anew with the last value', async () => {
    const { read, heard, limit, setLimits, preferences, alarms } = await plant()
    read('p', 95)
    setLimits(limit('p', { condition: { operator: 'gt', value: 96 } }))
    await nextTick()
    expect(heard()).toEqual(['p unacknowledged', 'p returned-unacknowledged'])
    setLimits(limit('p', { condition: { operator: 'gt', value: 94 } }))
    await nextTick()
    expect(heard()).toEqual(['p unacknowledged'])
    preferences.chooseSeverity('plant', 'over p', 'crit')
    await nextTick()
    expect([heard(), alarms.shown[0]!.state]).toEqual([[], 'crit'])
  })

  test('that is gone takes its alarm along, without acknowledging it', async () => {
    const { read, heard, setLimits, shown } = await plant()
    read('p', 95)
    setLimits()
    await nextTick()
    expect(heard()).toEqual(['p unacknowledged', 'p returned-unacknowledged'])
    expect(shown()).toEqual([])
  })

  test('the limits are read anew each minute, and nothing happens', async () => {
    const { read, heard, setLimits, limit, list } = await plant()
    read('p', 95)
    heard()
    list('p', 'q')
    setLimits(limit('p'))
    await nextTick()
    expect(heard()).toEqual([])
  })

  test('T8: a sensor that vanished keeps its alarm as last known', async () => {
    const { read, heard, list, setLimits, limit, pass, alarms, conditions } = await plant()
    read('p', 95)
    heard()
    list('q')
    setLimits()
    await pass(60)
    expect(heard()).toEqual([])
    expect(alarms.shown).toMatchObject([{ state: 'unknown', lastKnown: 'warn' }])
    expect(alarms.counts).toMatchObject({ warn: 0, lastKnown: 1 })
    expect(conditions.of('plant/p')).toMatchObject({ state: 'unknown', lastKnown: 'warn' })
    list('p', 'q')
    setLimits(limit('p'))
    await nextTick()
    read('p', 96)
    expect(heard()).toEqual([])
    expect(alarms.shown).toMatchObject([{ state: 'warn' }])
  })
})

describe('a limit of one’s own', () => {
  async function withOwn(high: number | null) {
    const told = await plant()
    const kept = useSensorSettings()
    const set = async (highWarn: number | null): Promise<void> => {
      kept.change('plant/q', { ...kept.of('plant/q'), highWarn })
      await nextTick()
    }
    await set(high)
    return { ...told, set }
  }

  test.each([200, null])(
    'T8: on a stale sensor is judged by what was last known, as last known',
    async (high) => {
      const { read, pass, set, shown, heard } = await withOwn(high)
      read('q', 95)
      await pass(60)
      await set(90)
      expect(heard()).toEqual(['q unacknowledged'])
      expect(shown()).toEqual(['q unknown'])
    },
  )

  test('can be taken away from a sensor that vanished, and its alarm goes with it', async () => {
    const { read, list, set, heard, shown } = await withOwn(90)
    read('q', 95)
    list('p')
    await set(null)
    expect(heard()).toEqual(['q unacknowledged', 'q returned-unacknowledged'])
    expect(shown()).toEqual([])
  })

  test.each([200, null])(
    'on a figure whose component has stopped makes no alarm of the value before',
    async (high) => {
      const { read, list, run, pass, set, heard } = await withOwn(high)
      list('p', { id: 'q', component: 'm' })
      run({ state: 'running' })
      read('q', 95)
      run({ state: 'stopped' })
      await pass(1)
      await set(90)
      await pass(1)
      expect(heard()).toEqual([])
    },
  )
})

describe('A2: what calms the alarms of a sensor', () => {
  async function calmed(settings: { deadband?: number; onDelayMs?: number; offDelayMs?: number }) {
    const told = await plant()
    const kept = useSensorSettings()
    kept.change('plant/p', { ...kept.of('plant/p'), ...settings })
    await nextTick()
    return told
  }

  test('deadband: the alarm stays until the value has come back by it, though the highlight is gone (A0)', async () => {
    const { read, heard, conditions, alarms } = await calmed({ deadband: 5 })
    read('p', 95, NOON)
    read('p', 86, NOON + 1)
    expect(conditions.of('plant/p').state).toBe('normal')
    expect(alarms.besides).toHaveLength(1)
    expect(alarms.counts).toMatchObject({ all: 1, warn: 1 })
    read('p', 85, NOON + 2)
    expect(heard()).toEqual(['p unacknowledged', 'p returned-unacknowledged'])
  })

  test('deadband: it is no reason to keep an alarm whose limit moved away', async () => {
    const { read, heard, limit, setLimits } = await calmed({ deadband: 5 })
    read('p', 95)
    setLimits(limit('p', { condition: { operator: 'gt', value: 96 } }))
    await nextTick()
    expect(heard()).toEqual(['p unacknowledged', 'p returned-unacknowledged'])
  })

  test('on-delay: it activates when the value was beyond for so long, by ticks too', async () => {
    const { read, heard, news, pass } = await calmed({ onDelayMs: 3_000 })
    read('p', 95, NOON - 7_000)
    await pass(2)
    expect(heard()).toEqual([])
    await pass(1)
    // On the clock of the samples: seven seconds behind.
    expect(news).toMatchObject([{ to: 'unacknowledged', at: NOON - 4_000 }])
  })

  test('off-delay: it returns when the value was back for so long', async () => {
    const { read, heard, pass } = await calmed({ offDelayMs: 3_000 })
    read('p', 95, NOON)
    read('p', 50, NOON + 1)
    await pass(2)
    expect(heard()).toEqual(['p unacknowledged'])
    await pass(2)
    expect(heard()).toEqual(['p returned-unacknowledged'])
  })

  test('C8: what is told only when it changes is judged anew after the page slept', async () => {
    const { list, read, heard, pass, now } = await calmed({ onDelayMs: 10_000 })
    list({ id: 'p', reporting: 'on-change' })
    read('p', 95)
    await pass(2)
    now.wake()
    await pass(9)
    expect(heard()).toEqual([])
    await pass(2)
    expect(heard()).toEqual(['p unacknowledged'])
  })

  test('A5: no time passes for it while nothing is known of the value', async () => {
    const { read, heard, pass, close, happen, goLive } = await calmed({ onDelayMs: 10_000 })
    read('p', 95, NOON)
    close('plant', 1006)
    await pass(30)
    expect(heard()).toEqual(['Plant unacknowledged'])
    happen('plant', { kind: 'try-now' })
    goLive('plant')
    await nextTick()
    read('p', 95, NOON + 30_000)
    await pass(4)
    expect(heard()).toEqual(['Plant returned-unacknowledged'])
  })
})

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
