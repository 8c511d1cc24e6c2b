import { expect, it, vi } from 'vitest'
import type { EngineMessage } from '../../../src/engine/port'
import type { CommandOutcome, SystemRuntime } from '../../../src/protocols/protocol'
import { protocols } from '../../../src/protocols/registry'
import { RequestError } from '../../../src/protocols/request-error'
import { settle } from '../fake-clock'
import { FakePage } from './fake-page'

const loaded = await protocols.get('webmacs')!.load()
const order = { command: 'stop', target: 'pump', value: null }

/** A watched source of a system that carries out commands like this. */
async function commanding(execute: NonNullable<SystemRuntime['execute']>) {
  if (typeof loaded === 'function') throw new Error('this system makes one runtime for all')
  const load = vi.spyOn(protocols.get('webmacs')!, 'load').mockResolvedValue(() => ({ ...loaded, execute }))
  const page = await FakePage.delivering()
  load.mockRestore()
  await page.pass(500)
  const send = async () => {
    page.send({ kind: 'execute', source: 'plant', number: 7, order })
    await settle()
    return page.messages.filter(
      (one): one is Extract<EngineMessage, { kind: 'executed' }> => one.kind === 'executed',
    )
  }
  return { page, send }
}

it('a command is carried out once, with the credentials, and its answer comes back with its number', async () => {
  const execute = vi.fn(() => Promise.resolve<CommandOutcome>({ accepted: true, text: 'Stopped.' }))
  const { page, send } = await commanding(execute)
  const before = page.plant.count('events')
  expect(await send()).toEqual([
    { kind: 'executed', source: 'plant', number: 7, result: { status: 'done', text: 'Stopped.' } },
  ])
  expect(execute.mock.calls).toEqual([[expect.any(Function), { token: 'jwt-1' }, order]])
  await page.pass(500)
  // What it changed is read again at once.
  expect(page.plant.count('events')).toBe(before + 1)
})

it.each([
  [
    { accepted: false, text: 'It runs already.' },
    { status: 'refused', text: 'It runs already.' },
  ],
  [new RequestError('forbidden', 'Not you.'), { status: 'refused', text: 'Not you.' }],
  [new RequestError('unexpected', 'No such pump.', 404), { status: 'refused', text: 'No such pump.' }],
  [new RequestError('unexpected', 'Status 500.', 500), { status: 'unanswered', text: 'Status 500.' }],
  [new RequestError('unexpected', 'HTML came.'), { status: 'unanswered', text: 'HTML came.' }],
  [new RequestError('unreachable', 'No answer.'), { status: 'unanswered', text: 'No answer.' }],
  [new TypeError('broken'), { status: 'unanswered' }],
])('refused and unanswered are told apart: %o', async (outcome, result) => {
  const { send } = await commanding(() =>
    outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome),
  )
  expect(await send()).toMatchObject([{ result }])
})

it('C3: a command refused for its sign-in is sent once more with a new one', async () => {
  const tokens: (string | undefined)[] = []
  const { send } = await commanding((_request, credentials) => {
    tokens.push(credentials?.token)
    return tokens.length === 1
      ? Promise.reject(new RequestError('unauthorized', 'Expired.'))
      : Promise.resolve({ accepted: true, text: 'Done.' })
  })
  expect(await send()).toMatchObject([{ result: { status: 'done' } }])
  expect(tokens).toEqual(['jwt-1', 'jwt-2'])
})

it('a system without commands carries out none', async () => {
  const page = await FakePage.delivering()
  page.send({ kind: 'execute', source: 'plant', number: 1, order })
  await settle()
  expect(page.messages.some(({ kind }) => kind === 'executed')).toBe(false)
})
