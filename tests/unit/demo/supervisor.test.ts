import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { ComponentState } from '../../../demo/process/component'
import { Supervisor } from '../../../demo/process/supervisor'
import { UsageMeter, usageNow } from '../../../demo/process/usage'
import { FakeChildren } from './fake-child'
import { START, TestClock } from './kit'

const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)

beforeEach(() => said.mockClear())

function supervised() {
  const clock = new TestClock()
  const children = new FakeChildren()
  const supervisor = new Supervisor(clock, children.fork)
  const messages: unknown[] = []
  const states: ComponentState[] = []
  const pump = supervisor.supervise({
    id: 'pump',
    name: 'Pump',
    file: () => 'pump.mjs',
    environment: () => ({ PRESSURE: 'high' }),
    onMessage: (message) => messages.push(message),
    onState: (state) => states.push(state),
  })
  onTestFinished(async () => {
    supervisor.close()
    await pump.stop()
  })
  const command = (name: 'start' | 'stop' | 'restart') => supervisor.command('pump', name)
  return { clock, children, supervisor, pump, messages, states, command }
}

test('the backend is the first component: it runs, with its real pid and memory, and cannot be ended', async () => {
  const { clock, supervisor } = supervised()
  clock.advance(5_000)
  const [backend] = supervisor.list()
  expect(backend).toMatchObject({
    id: 'backend',
    state: 'running',
    pid: process.pid,
    uptimeMs: 5_000,
    error: null,
  })
  expect(backend!.updatedAt).toBe(START + 5_000)
  expect(backend!.usage!.memoryBytes).toBeGreaterThan(1_000_000)
  expect(await supervisor.command('backend', 'stop')).toBe('The backend cannot stop itself')
  expect(await supervisor.command('backend', 'restart')).toBe('The backend cannot restart itself')
  expect(await supervisor.command('backend', 'start')).toBe('The backend is already running')
  expect(await supervisor.command('nothing', 'start')).toBe('Unknown component: nothing')
})

test('a child is stopped until it is started, and runs when it has said something', async () => {
  const { clock, children, pump, messages, command } = supervised()
  const nothing = { pid: null, uptimeMs: null, usage: null, error: null }
  expect(pump.look()).toMatchObject({ name: 'Pump', state: 'stopped', ...nothing })
  expect(await command('start')).toBeUndefined()
  expect([children.newest.file, children.newest.environment]).toEqual(['pump.mjs', { PRESSURE: 'high' }])
  expect(pump.look()).toMatchObject({ state: 'starting', pid: children.newest.pid, usage: null })
  clock.advance(1_000)
  children.newest.report(1, 0.5, 40)
  clock.advance(2_000)
  children.newest.report(3, 0.6, 41)
  children.newest.say({ flow: 7 })
  expect(pump.look()).toMatchObject({
    state: 'running',
    uptimeMs: 3_000,
    usage: { memoryBytes: 41 * 1024 * 1024 },
    updatedAt: START + 3_000,
  })
  expect(pump.look().usage!.processorPercent).toBeCloseTo(5)
  expect(messages).toEqual([{ flow: 7 }])
})

test('a child that is stopped stays stopped until it is started again', async () => {
  const { clock, children, pump, states, command } = supervised()
  await command('start')
  children.newest.say({})
  expect(await command('stop')).toBeUndefined()
  expect(pump.look()).toMatchObject({ state: 'stopped', pid: null, uptimeMs: null, usage: null })
  clock.advance(3_600_000)
  expect(children.all).toHaveLength(1)
  expect(await command('stop')).toBe('Pump is not running')
  await command('start')
  children.newest.say({})
  expect(await command('start')).toBe('Pump is already running')
  expect(states).toEqual(['starting', 'running', 'stopping', 'stopped', 'starting', 'running'])
})

test('restart ends the child and starts another', async () => {
  const { children, pump, states, command } = supervised()
  await command('start')
  children.newest.say({})
  expect(await command('restart')).toBeUndefined()
  expect(children.all.map(({ signals }) => signals)).toEqual([['SIGTERM'], []])
  expect(pump.pid).toBe(children.newest.pid)
  expect(states).toEqual(['starting', 'running', 'stopping', 'stopped', 'starting'])
  await command('stop')
  await command('restart')
  expect(children.all).toHaveLength(3)
})

test('a child that is killed is an error in words, until it runs again after its wait', async () => {
  const { clock, children, pump, command } = supervised()
  await command('start')
  children.newest.report(1, 0.5, 40)
  children.newest.die('SIGKILL')
  const words = 'The process ended by itself (SIGKILL); it starts again in 4 s.'
  expect(pump.look()).toMatchObject({ state: 'error', error: words, pid: null, uptimeMs: null, usage: null })
  expect(said).toHaveBeenCalledOnce()
  clock.advance(3_999)
  expect(children.all).toHaveLength(1)
  clock.advance(1)
  expect(children.all).toHaveLength(2)
  expect(pump.look()).toMatchObject({ state: 'starting', error: words, usage: null })
  children.newest.report(0.1, 0.1, 30)
  expect(pump.look()).toMatchObject({ state: 'running', error: null })
  children.newest.die(null, 3)
  expect(pump.look().error).toBe('The process ended by itself (exit code 3); it starts again in 8 s.')
})

test('a child that waits to start again is started at once, or stopped for good', async () => {
  const { clock, children, pump, command } = supervised()
  await command('start')
  children.newest.die('SIGKILL')
  await command('start')
  expect(children.all).toHaveLength(2)
  clock.advance(60_000)
  expect(children.all).toHaveLength(2)
  children.newest.die('SIGKILL')
  expect(await command('stop')).toBeUndefined()
  expect(pump.look()).toMatchObject({ state: 'stopped', error: null })
  clock.advance(60_000)
  expect(children.all).toHaveLength(2)
})

test('a child that cannot be forked at all is an error too', async () => {
  const { children, pump, command } = supervised()
  await command('start')
  Object.assign(children.newest, { pid: undefined })
  children.newest.emit('error', new Error('spawn EAGAIN'))
  expect(pump.look()).toMatchObject({ state: 'error', pid: null })
  expect(pump.look().error).toContain('spawn EAGAIN')
})

test('while a child is stopping commands are refused, what it still says is not heard, and a stubborn one is killed', async () => {
  const { clock, children, pump, messages, command } = supervised()
  await command('start')
  children.newest.stubborn = true
  children.newest.say('before')
  const stopped = command('stop')
  expect(pump.look().state).toBe('stopping')
  expect(await command('start')).toBe('Pump is stopping')
  expect(await command('stop')).toBe('Pump is stopping')
  children.newest.say('after')
  clock.advance(5_000)
  expect(await stopped).toBeUndefined()
  expect(children.newest.signals).toEqual(['SIGTERM', 'SIGKILL'])
  expect([pump.look().state, messages]).toEqual(['stopped', ['before']])
})

test('processor use is of one core, since the report before, and never negative', () => {
  const meter = new UsageMeter()
  const percent = (uptimeMs: number, processorMs: number) =>
    meter.read({ uptimeMs, processorMs, memoryBytes: 1 }).processorPercent
  expect(percent(1_000, 500)).toBe(50)
  expect(percent(3_000, 3_500)).toBe(150)
  expect(percent(3_000, 3_500)).toBe(0)
  expect(percent(4_000, 3_400)).toBe(0)
})

test('a process knows what it uses itself', () => {
  const { uptimeMs, processorMs, memoryBytes } = usageNow()
  expect(Math.min(uptimeMs, processorMs)).toBeGreaterThan(0)
  expect(memoryBytes).toBeGreaterThan(1_000_000)
})
