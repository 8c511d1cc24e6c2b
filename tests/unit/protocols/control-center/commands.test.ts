import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ComponentState } from '../../../../src/domain/updates'
import { isUnanswered, RequestError } from '../../../../src/protocols/request-error'
import protocol from '../../../../src/protocols/systems/control-center'
import { runtime } from '../../../../src/protocols/systems/control-center/runtime'
import { answering } from './answering'
import { running } from './frames'

const order = (command: string, target: string | null = 'storage') => ({ command, target, value: null })
const send = (answer: unknown, command = 'start', target: string | null = 'storage') =>
  runtime.execute!(answering(answer).request, null, order(command, target))

const commands = protocol.commands ?? []

describe('the commands of a Control Center', () => {
  it.each<[ComponentState, string[]]>([
    ['running', ['stop', 'restart']],
    ['starting', ['stop']],
    ['stopping', []],
    ['stopped', ['start']],
    ['error', ['start']],
    ['unknown', []],
  ])('for a component that is %s are %j: starting one that runs leaks a process', (state, offered) => {
    expect(commands.filter(({ allowedIn }) => allowedIn?.includes(state)).map(({ id }) => id)).toEqual(
      offered,
    )
  })

  it('are for components, for everybody, and each has a label', () => {
    for (const { target, roles, value, label } of commands) {
      expect([target, roles, value]).toEqual(['component', undefined, undefined])
      expect(label).not.toBe('')
    }
  })

  it('ask before something stops', () => {
    expect(commands.map(({ id, confirm }) => [id, confirm?.('Storage') ?? null])).toEqual([
      ['start', null],
      ['stop', 'Stop Storage? It stays stopped until it is started again.'],
      ['restart', 'Restart Storage? It stops, and is away until it runs again.'],
    ])
  })
})

describe('a command', () => {
  it.each(['start', 'stop', 'restart'])('%s is one POST to its component', async (command) => {
    const { request, asked } = answering({ success: true })
    await runtime.execute!(request, { token: 'secret' }, order(command))
    // The deployed server takes up to 13 s for a restart.
    expect(asked).toEqual([[`/api/components/storage/${command}`, { method: 'POST', deadlineMs: 30_000 }]])
  })

  it.each([
    ['a/b', '/api/components/a%2Fb/stop'],
    ['../../admin', '/api/components/..%2F..%2Fadmin/stop'],
    ['ä ?#%', '/api/components/%C3%A4%20%3F%23%25/stop'],
    ['__proto__', '/api/components/__proto__/stop'],
  ])('to the component "%s" stays within the path', async (target, path) => {
    const { request, asked } = answering({ success: true })
    await runtime.execute!(request, null, order('stop', target))
    expect(asked.map(([to]) => to)).toEqual([path])
    expect(new URL(path, 'http://localhost').pathname).toBe(path)
  })

  it.each([
    ['start', '.'],
    ['start', '..'],
    ['start', '\ud800'],
    ['start', ''],
    ['start', null],
    ['delete', 'storage'],
    ['../status', 'storage'],
    ['', 'storage'],
  ])('"%s" to %j is refused here, and nothing is sent', async (command, target) => {
    const { request, asked } = answering({ success: true })
    const outcome = await runtime.execute!(request, null, order(command, target))
    expect(outcome.accepted).toBe(false)
    expect(outcome.text).not.toBe('')
    expect(asked).toEqual([])
  })

  it('that was carried out tells the new state', async () => {
    expect(await send({ success: true, component: running })).toEqual({
      accepted: true,
      text: 'Storage Engine is now running.',
    })
    expect(await send({ success: true, component: { state: 'starting' } })).toEqual({
      accepted: true,
      text: 'storage is now starting.',
    })
    expect(await send({ success: true })).toEqual({ accepted: true, text: 'Done.' })
    expect(await send({ success: true, component: 'storage' })).toEqual({ accepted: true, text: 'Done.' })
  })

  it.each([
    ['an error', { success: false, error: 'Unknown component' }, 'Unknown component'],
    [
      'the error of its component',
      { success: false, component: { ...running, state: 'error', error: 'Failed to start' } },
      'Failed to start',
    ],
    ['nothing', { success: false }, 'The server did not carry it out and does not say why.'],
    [
      'nothing but a component',
      { success: false, component: running },
      'The server did not carry it out and does not say why.',
    ],
  ])('that was not carried out has the words of the server, or ours: %s', async (_, answer, text) => {
    expect(await send(answer)).toEqual({ accepted: false, text })
  })

  it('C7: shows no token of a refusal', async () => {
    const { text } = await send({ success: false, error: 'bad ?token=wm_Abc123Abc123Abc123Abc123' })
    expect(text).not.toContain('Abc123')
  })

  it.each([
    new RequestError('unexpected', 'No such component', 404),
    new RequestError('forbidden', 'Not you', 403),
    new RequestError('unreachable', 'Gone'),
    new RequestError('unexpected', 'Failed', 500),
  ])('that fails rejects as the request did: %o', async (error) => {
    await expect(send(error)).rejects.toBe(error)
  })

  it.each([
    ['null', null],
    ['a list', []],
    ['no success', { component: running }],
    ['success in words', { success: 'true' }],
  ])('after %s is unanswered: nobody knows whether it was carried out', async (_, answer) => {
    const thrown = await send(answer).catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(RequestError)
    expect(isUnanswered(thrown)).toBe(true)
  })

  it('asks for a sign-in where a proxy wants one', async () => {
    const refused = new RequestError('unauthorized', 'Who are you?', 401)
    await expect(send(refused)).rejects.toBe(refused)
  })

  it('ends in words or in a RequestError, whatever is answered', async () => {
    const nearly = fc.record({ success: fc.boolean(), component: fc.jsonValue(), error: fc.jsonValue() })
    await fc.assert(
      fc.asyncProperty(fc.oneof(nearly, fc.jsonValue()), fc.string(), async (answer, target) => {
        const outcome = await send(answer, 'stop', target).catch((thrown: unknown) => thrown)
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(RequestError)
        else expect(outcome).toEqual({ accepted: expect.any(Boolean), text: expect.stringMatching(/./su) })
      }),
    )
  })
})
