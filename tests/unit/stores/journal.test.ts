// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import type { JournalEvent } from '../../../src/domain/journal'
import type { LogLevel } from '../../../src/domain/updates'
import type { BackendCommand } from '../../../src/protocols/protocol'
import { useCommands } from '../../../src/stores/commands'
import { useJournal, type JournalArchive } from '../../../src/stores/journal'
import { DEFAULT_SETTINGS } from '../../../src/domain/sensor-settings'
import { useSensorSettings } from '../../../src/stores/sensor-settings'
import { formatValue } from '../../../src/texts/format'
import { batch } from '../domain/recording'
import { START, unwatch } from '../components/watched'
import { watchAndTell } from './telling'

afterEach(unwatch)

async function journal() {
  const told = await watchAndTell()
  const store = useJournal()
  /** What was recorded since this was asked before. */
  let read = store.journal.recorded
  const fresh = () => {
    const entries = store.journal.entries.filter(({ number }) => number > read)
    read = store.journal.recorded
    return entries
  }
  const said = (): string[] => fresh().map(({ level, text }) => `${level} ${text}`)
  const log = (message: string, level: LogLevel = 'INFO', sensor: string | null = null): void =>
    told.tell({ kind: 'log', level, message, sensor, time: START - 5_000 })
  return { ...told, store, fresh, said, log }
}

describe('messages of backends', () => {
  test('are recorded with their level, sensor and the time that the backend told', async () => {
    const { tell, fresh } = await journal()
    tell({ kind: 'log', level: 'CRIT', message: 'Bearing hot', sensor: 'p', time: START - 5_000 })
    expect(fresh()).toMatchObject([
      {
        number: 1,
        kind: 'message',
        level: 'CRIT',
        source: 'plant',
        sensor: 'p',
        text: 'Bearing hot',
        time: START - 5_000,
        timedOnArrival: false,
      },
    ])
  })

  test('without a time have that of their arrival, and say so', async () => {
    const { tell, fresh } = await journal()
    tell({ kind: 'log', level: 'INFO', message: 'Hello', sensor: null, time: null })
    expect(fresh()).toMatchObject([{ timedOnArrival: true, sensor: null }])
  })

  test('C7, V7: are cut and without secrets, and their length is known', async () => {
    const { log, fresh } = await journal()
    log(`token=abcdef123456 ${'x '.repeat(500_000)}`)
    const [entry] = fresh()
    expect(entry!.text.length).toBeLessThan(500)
    expect(entry!.text).not.toContain('abcdef123456')
    expect(entry!.wholeLength).toBe(1_000_019)
  })

  test('T6: beyond a thousand the oldest go, and are counted', async () => {
    const { log, store } = await journal()
    const before = store.journal.recorded
    for (let i = 0; i < 1_200; i++) log(`message ${i}`)
    expect(store.journal.entries).toHaveLength(1_000)
    expect(store.journal.dropped).toBe(before + 200)
    expect(store.journal.entries.at(-1)!.text).toBe('message 1199')
  })
})

describe('connections', () => {
  test('each change is one sentence, however many attempts there are', async () => {
    const { goLive, close, happen, link, said } = await journal()
    goLive('plant')
    expect(said()).toEqual(['INFO Live.'])
    close('plant', 1012)
    expect(said()).toEqual(['WARN Connection lost. The server is restarting.'])
    for (let attempt = 0; attempt < 3; attempt++) {
      happen('plant', { kind: 'try-now' })
      close('plant', 1006)
    }
    expect(said()).toEqual([])
    happen('plant', { kind: 'try-now' })
    goLive('plant')
    expect(said()).toEqual(['INFO Live.'])
    happen('plant', { kind: 'silent', connection: link('plant').state.value.connection })
    expect(said()).toEqual(['WARN Connected, but silent.'])
    happen('plant', { kind: 'frame', connection: link('plant').state.value.connection })
    expect(said()).toEqual(['INFO Readings come again.'])
  })

  test('C2: a halt tells its reason', async () => {
    const { refuse, fresh } = await journal()
    refuse('plant')
    expect(fresh()).toMatchObject([
      { kind: 'connection', level: 'WARN', source: 'plant', text: 'Halted. Sign in first.', time: START },
    ])
  })

  test('a link that failed so often that the user is told is said to be lost, once', async () => {
    const { link, close, happen, said } = await journal()
    link('plant').description = {
      ...link('plant').description,
      policy: { ...link('plant').description.policy, tellAfterAttempts: 3 },
    }
    for (let attempt = 0; attempt < 5; attempt++) {
      close('plant', 1006)
      happen('plant', { kind: 'try-now' })
    }
    expect(said()).toEqual([
      'WARN Not connected after 3 attempts, trying on. The server did not accept the connection.',
    ])
  })

  test('who stops watching a source needs no entry', async () => {
    const { goLive, links, said } = await journal()
    goLive('plant')
    said()
    links.remove('plant')
    expect(said()).toEqual([])
  })

  test('K2: what happens here is on the clock of the source’s backend', async () => {
    const { goLive, sources, fresh } = await journal()
    sources.note('plant', { clock: { offsetMs: 3_600_000, uncertaintyMs: 10 } })
    goLive('plant')
    expect(fresh()).toMatchObject([{ text: 'Live.', time: START + 3_600_000 }])
  })
})

describe('signing in and out', () => {
  const signedIn = (name: string) => ({
    state: 'signed-in' as const,
    user: { name, role: null },
  })

  test('is recorded with who it was; renewing it is not', async () => {
    const { sources, fresh, said } = await journal()
    sources.note('plant', { session: { state: 'signing-in' } })
    sources.note('plant', { session: signedIn('Ada') })
    expect(fresh()).toMatchObject([{ kind: 'connection', text: 'Signed in.', who: 'Ada', source: 'plant' }])
    sources.note('plant', { session: { state: 'signing-in' } })
    sources.note('plant', { session: signedIn('Ada') })
    expect(said()).toEqual([])
    sources.note('plant', { session: { state: 'signed-out', text: 'The session has expired.' } })
    expect(fresh()).toMatchObject([{ text: 'Signed out. The session has expired.', who: 'Ada' }])
  })

  test('that fails is a warning, once for each try', async () => {
    const { sources, said } = await journal()
    sources.note('plant', { signInFailure: 'Wrong password.' })
    sources.note('plant', { metadataFailure: 'No.' })
    expect(said()).toEqual(['WARN Sign-in failed. Wrong password.'])
    sources.note('plant', { signInFailure: null })
    sources.note('plant', { signInFailure: 'Wrong password.' })
    expect(said()).toEqual(['WARN Sign-in failed. Wrong password.'])
  })

  test('not having signed in yet is no news', async () => {
    const { sources, said } = await journal()
    sources.note('plant', { session: { state: 'signed-out', text: 'Sign in.' } })
    expect(said()).toEqual([])
  })
})

describe('alarms', () => {
  test('are recorded when they become active and when they return', async () => {
    const { goLive, list, setLimits, limit, read, fresh } = await journal()
    goLive('plant')
    list('p')
    setLimits(limit('p', { severity: 'crit' }))
    fresh()
    read('p', 95)
    await nextTick()
    expect(fresh()).toMatchObject([
      {
        kind: 'alarm',
        level: 'CRIT',
        text: `p ${formatValue(95)}, limit > ${formatValue(90)} (Too high)`,
        source: 'plant',
        sensor: 'p',
      },
    ])
    await vi.advanceTimersByTimeAsync(1_000)
    read('p', 5)
    await nextTick()
    expect(fresh()).toMatchObject([
      { kind: 'alarm', level: 'INFO', text: `p back to normal: ${formatValue(5)}`, sensor: 'p' },
    ])
  })

  test('own limits are marked, in the unit and decimals chosen, each severity with its own; one that returns while another is met does not say normal', async () => {
    const { goLive, list, read, said } = await journal()
    goLive('plant')
    list({ id: 'p', name: 'Processor', unit: '%' })
    useSensorSettings().change('plant/p', { ...DEFAULT_SETTINGS, highWarn: 90, highCrit: 95, decimals: 1 })
    await nextTick()
    said()
    for (const value of [99.5, 92, 85]) {
      read('p', value)
      await vi.advanceTimersByTimeAsync(1_000)
    }
    const one = (value: number): string => formatValue(value, 1)
    expect(said()).toEqual([
      `WARN Processor ${one(99.5)} %, your limit > ${one(90)} %`,
      `CRIT Processor ${one(99.5)} %, your limit > ${one(95)} %`,
      `INFO Processor ${one(92)} %, no longer > ${one(95)} % (yours)`,
      `INFO Processor back to normal: ${one(85)} %`,
    ])
  })

  test('T6: a spike tells the value that it had, not what came after it in the same batch', async () => {
    const { goLive, list, timeline, setLimits, limit, said } = await journal()
    goLive('plant')
    list({ id: 'p', unit: '%' })
    setLimits(limit('p', { name: '' }))
    said()
    const spike = batch({
      readings: [
        ['p', 0, 95],
        ['p', 1, 5],
      ],
    })
    spike.parts[0]!.readings!.times.set([Date.now() - 10, Date.now()])
    timeline.take(spike)
    await nextTick()
    expect(said()).toEqual([
      `WARN p ${formatValue(95)} %, limit > ${formatValue(90)} %`,
      `INFO p back to normal: ${formatValue(5)} %`,
    ])
  })

  test('a value out of its range says the range', async () => {
    const { goLive, list, read, said } = await journal()
    goLive('plant')
    list({ id: 'p', name: 'Load', unit: '%', range: { min: 0, max: 100 } })
    said()
    read('p', 120)
    await nextTick()
    expect(said()).toEqual([
      `WARN Load ${formatValue(120)} %, outside ${formatValue(0)} to ${formatValue(100)} %`,
    ])
  })

  test('a component says why it failed, and does not repeat it when it is over', async () => {
    const { goLive, tell, said } = await journal()
    goLive('plant')
    said()
    const plant = { id: 'c', name: 'Plant', pid: null, uptime: null, updatedAt: null }
    const tellOf = async (state: 'error' | 'running', error: string | null): Promise<void> => {
      tell({
        kind: 'components',
        components: [{ ...plant, state, stateText: state, error }],
        time: Date.now(),
      })
      await nextTick()
    }
    await tellOf('error', 'The process ended by itself.')
    await tellOf('running', null)
    expect(said()).toEqual(['CRIT Plant: The process ended by itself.', 'INFO Plant no longer in error'])
  })

  test('T9: that a limit is gone is not told as if the value had returned', async () => {
    const { goLive, list, setLimits, limit, read, said } = await journal()
    goLive('plant')
    list('p')
    setLimits(limit('p'))
    read('p', 95)
    await nextTick()
    said()
    setLimits()
    await nextTick()
    expect(said()).toEqual([`INFO No longer watched: p, limit > ${formatValue(90)} (Too high)`])
  })

  test('A3: one that chatters is said to, and that it no longer does', async () => {
    const { goLive, list, setLimits, limit, read, said } = await journal()
    goLive('plant')
    list('p')
    setLimits(limit('p'))
    for (let i = 0; i < 6; i++) {
      read('p', i % 2 === 0 ? 95 : 5)
      await vi.advanceTimersByTimeAsync(1_000)
    }
    const during = said()
    expect(during.filter((one) => one.startsWith('WARN p '))).toHaveLength(3)
    expect(during.filter((one) => one.startsWith('WARN Chattering'))).toHaveLength(1)
    for (let i = 0; i < 90; i++) {
      read('p', 5)
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect(said()).toContain(`INFO No longer chattering: p, limit > ${formatValue(90)} (Too high)`)
  })

  test('A3, A6: a flood is said to begin once, and every alarm of it is recorded', async () => {
    const { goLive, list, setLimits, limit, read, fresh } = await journal()
    const ids = Array.from({ length: 500 }, (_, index) => `s${index}`)
    goLive('plant')
    list(...ids)
    setLimits(...ids.map((id) => limit(id)))
    fresh()
    for (const id of ids) read(id, 95)
    await vi.advanceTimersByTimeAsync(1_000)
    const entries = fresh()
    expect(new Set(entries.map(({ sensor }) => sensor)).size).toBe(501)
    const flood = entries.filter(({ source }) => source === null)
    expect(flood).toMatchObject([{ level: 'WARN', text: expect.stringContaining('Alarm flood') as string }])
  })

  test('A5: a dead link and a message are not told a second time as alarms', async () => {
    const { goLive, close, log, fresh } = await journal()
    goLive('plant')
    log('Bearing hot', 'CRIT')
    close('plant', 1006)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(fresh().map(({ kind }) => kind)).not.toContain('alarm')
  })
})

describe('commands', () => {
  const stop: BackendCommand = { id: 'stop', label: 'Stop', target: 'component' }

  test.each([
    ['done', 'INFO', 'Stop Mill: done. Stopped.'],
    ['refused', 'WARN', 'Stop Mill: refused. Stopped.'],
    ['unanswered', 'WARN', 'Stop Mill: not answered. Nobody knows whether it was done. Stopped.'],
  ] as const)('who sent it and what became of it: %s', async (status, level, text) => {
    const { sources, fresh } = await journal()
    const commands = useCommands()
    sources.note('plant', { session: { state: 'signed-in', user: { name: 'Ada', role: 'admin' } } })
    fresh()
    commands.send('plant', stop, { id: 'mill', name: 'Mill' })
    commands.settle(1, { status, text: 'Stopped.' })
    expect(fresh()).toMatchObject([
      { kind: 'command', level: 'INFO', who: 'Ada', source: 'plant', sensor: null, text: 'Stop Mill: sent.' },
      { kind: 'command', level, who: 'Ada', source: 'plant', text },
    ])
  })

  test('an answer that says only “Done.” is not said twice', async () => {
    const { said } = await journal()
    const commands = useCommands()
    commands.send('plant', stop, null)
    commands.settle(1, { status: 'done', text: 'Done.' })
    expect(said()).toEqual(['INFO Stop: sent.', 'INFO Stop: done.'])
  })

  test('of a sensor are about that sensor, and say the value', async () => {
    const { fresh } = await journal()
    const limit: BackendCommand = { id: 'limit', label: 'Set limit of', target: 'sensor', value: 'limit' }
    useCommands().send('plant', limit, { id: 'p', name: 'Motor' }, 80)
    expect(fresh()).toMatchObject([{ sensor: 'p', text: 'Set limit of Motor 80: sent.' }])
  })
})

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
