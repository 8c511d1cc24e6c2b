// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { BackendCommand } from '../../../src/protocols/protocol'
import { useCommands, type SentCommand } from '../../../src/stores/commands'
import { START, unwatch, watch } from '../components/watched'

afterEach(unwatch)

const stop: BackendCommand = { id: 'stop', label: 'Stop', target: 'component', allowedIn: ['running'] }
const pump = { id: 'pump', name: 'Pump' }

async function commands() {
  const watched = await watch()
  const store = useCommands()
  const told: [number, SentCommand['status']][] = []
  const deaf = store.onNews(({ number, status }) => told.push([number, status]))
  watched.sent.length = 0
  return { ...watched, store, told, deaf }
}

describe('a command', () => {
  test('goes to the engine with a number, and who sent it is remembered', async () => {
    const { store, sent, sources } = await commands()
    sources.noteSession('plant', { state: 'signed-in', user: { name: 'op', role: 'operator' } }, null)
    store.send('plant', stop, pump)
    expect(sent).toEqual([
      {
        kind: 'execute',
        source: 'plant',
        number: 1,
        order: { command: 'stop', target: 'pump', value: null },
      },
    ])
    expect(store.list).toMatchObject([
      {
        number: 1,
        source: 'plant',
        target: pump,
        who: 'op',
        status: 'sent',
        sentAt: START,
        answeredAt: null,
      },
    ])
  })

  test('sent, answered and unanswered are different things', async () => {
    const { store, told } = await commands()
    for (const status of ['done', 'refused', 'unanswered'] as const) {
      store.send('plant', stop, pump)
      await vi.advanceTimersByTimeAsync(1_000)
      store.settle(store.list.at(-1)!.number, { status, text: `was ${status}` })
      expect(store.last('plant', 'pump')).toMatchObject({
        status,
        text: `was ${status}`,
        answeredAt: Date.now(),
      })
    }
    expect(told).toEqual([
      [1, 'sent'],
      [1, 'done'],
      [2, 'sent'],
      [2, 'refused'],
      [3, 'sent'],
      [3, 'unanswered'],
    ])
  })

  test('goes one at a time to each target', async () => {
    const { store, sent } = await commands()
    store.send('plant', stop, pump)
    store.send('plant', stop, pump)
    store.send('plant', stop, { id: 'fan', name: 'Fan' })
    store.send('open', stop, pump)
    store.send('plant', { ...stop, target: 'source' }, null)
    expect(sent).toHaveLength(4)
    expect(store.pending('plant', 'pump')?.number).toBe(1)
    store.settle(1, { status: 'done', text: '' })
    expect(store.pending('plant', 'pump')).toBeNull()
    store.send('plant', stop, pump)
    expect(sent).toHaveLength(5)
  })

  test('nobody hears of it who does not listen any more, and an answer to none changes nothing', async () => {
    const { store, told, deaf } = await commands()
    deaf()
    store.send('plant', stop, pump)
    store.settle(99, { status: 'done', text: '' })
    expect(told).toEqual([])
    expect(store.list).toMatchObject([{ status: 'sent' }])
  })

  test('the oldest are forgotten, the newest two hundred are kept', async () => {
    const { store } = await commands()
    for (let i = 0; i < 250; i++) store.send('plant', stop, { id: `p${i}`, name: 'P' })
    expect([store.list.length, store.list[0]!.number]).toEqual([200, 51])
  })
})

describe('what is offered', () => {
  const all: BackendCommand[] = [
    { id: 'start', label: 'Start', target: 'component', allowedIn: ['stopped', 'error'] },
    stop,
    { id: 'wipe', label: 'Wipe', target: 'component', roles: ['admin'] },
    { id: 'simulate', label: 'Simulate', target: 'source' },
  ]

  async function offering(state: 'running' | 'stopped' | null, role: string | null) {
    const told = await commands()
    const { useTimeline } = await import('../../../src/stores/timeline')
    const { batch } = await import('../domain/recording')
    const component = {
      id: 'pump',
      name: 'Pump',
      stateText: '',
      pid: null,
      uptime: null,
      error: null,
      updatedAt: null,
    }
    if (state) {
      useTimeline().take(
        batch({ records: [{ kind: 'components', components: [{ ...component, state }], time: START }] }),
      )
    }
    told.sources.noteSession('plant', { state: 'signed-in', user: { name: 'op', role } }, null)
    const protocol = told.sources.protocolOf('plant')!
    vi.spyOn(told.sources, 'protocolOf').mockReturnValue({ ...protocol, commands: all })
    return {
      component: told.store.offered('plant', 'component', 'pump').map(({ id }) => id),
      source: told.store.offered('plant', 'source').map(({ id }) => id),
    }
  }

  test.each([
    ['running', null, ['stop']],
    ['stopped', null, ['start']],
    ['running', 'admin', ['stop', 'wipe']],
    ['stopped', 'viewer', ['start']],
    [null, 'admin', ['wipe']],
  ] as const)('is what the state %s and the role %s allow', async (state, role, ids) => {
    expect(await offering(state, role)).toEqual({ component: ids, source: ['simulate'] })
  })
})
