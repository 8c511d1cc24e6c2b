// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest'
import type { BackendCommand } from '../../../src/protocols/protocol'
import { useCommands } from '../../../src/stores/commands'
import { START, unwatch } from '../components/watched'
import { journal } from './journaled'
import { WORKS } from './works'

afterEach(unwatch)

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

  test('one of several is named, also while it is open alone', async () => {
    const { goLive, said } = await journal(WORKS)
    goLive('works')
    goLive('plant')
    expect(said()).toEqual(['INFO Streams: Live.', 'INFO Live.'])
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
