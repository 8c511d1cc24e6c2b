import { describe, expect, it, vi } from 'vitest'
import type { EngineMessage } from '../../../src/engine/port'
import type { CommandOutcome, SystemRuntime } from '../../../src/protocols/protocol'
import { protocols } from '../../../src/protocols/registry'
import { RequestError } from '../../../src/protocols/request-error'
import { settle } from '../fake-clock'
import { json, later } from '../fake-fetch'
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
  const tokens: (string | null | undefined)[] = []
  const { send } = await commanding((_request, credentials) => {
    tokens.push(credentials?.token)
    return tokens.length === 1
      ? Promise.reject(new RequestError('unauthorized', 'Expired.'))
      : Promise.resolve({ accepted: true, text: 'Done.' })
  })
  expect(await send()).toMatchObject([{ result: { status: 'done' } }])
  expect(tokens).toEqual(['jwt-1', 'jwt-2'])
})

it.each(['unreachable', 'unauthorized'] as const)(
  'a command that waits for a sign-in that is %s was not carried out, and is not in doubt',
  async (kind) => {
    const execute = vi.fn(() => Promise.reject(new RequestError('unauthorized', 'Expired.')))
    const { page, send } = await commanding(execute)
    page.plant.on('handout', () => (kind === 'unreachable' ? 'fail' : json({ detail: 'Gone.' }, 401)))
    expect(await send()).toMatchObject([
      { result: { status: 'refused', text: expect.stringMatching(/^It was not carried out\. ./) } },
    ])
    expect(execute).toHaveBeenCalledTimes(1)
  },
)

it('a command given during the signing-in waits for it, and is sent once', async () => {
  const execute = vi.fn(() => Promise.resolve<CommandOutcome>({ accepted: true, text: 'Done.' }))
  const { page } = await commanding(execute)
  const login = later()
  page.plant.on('login', () => login.answer)
  page.plant.valid.clear()
  page.socket.drop(1008, 'Invalid or expired token')
  await settle()
  page.send({ kind: 'execute', source: 'plant', number: 7, order })
  await settle()
  expect(execute).not.toHaveBeenCalled()
  login.give(json({ access_token: page.plant.issue() }))
  await page.pass(500)
  expect(execute.mock.calls).toEqual([[expect.any(Function), { token: 'jwt-2' }, order]])
})

describe('nobody waits for ever for the answer to a command', () => {
  const answers = ({ messages }: FakePage) => messages.filter(({ kind }) => kind === 'executed')

  it('of a system without commands', async () => {
    const page = await FakePage.delivering()
    page.send({ kind: 'execute', source: 'plant', number: 1, order })
    await settle()
    expect(answers(page)).toMatchObject([
      { number: 1, result: { status: 'refused', text: 'This system takes no commands.' } },
    ])
  })

  it('to a source that is not watched', () => {
    const page = new FakePage()
    page.send({ kind: 'execute', source: 'plant', number: 1, order })
    expect(answers(page)).toMatchObject([
      { source: 'plant', number: 1, result: { status: 'refused', text: 'This source is not watched.' } },
    ])
  })

  it('to a source whose system could not be loaded, or that was let go of before it was', async () => {
    for (const isLet of [true, false]) {
      const page = new FakePage()
      const load = vi.spyOn(protocols.get('webmacs')!, 'load').mockRejectedValue(new Error('no network'))
      page.send({ kind: 'watch', source: page.source, credentials: null })
      page.send({ kind: 'execute', source: 'plant', number: 1, order })
      if (isLet) page.send({ kind: 'unwatch', source: 'plant' })
      await settle()
      load.mockRestore()
      expect(answers(page)).toMatchObject([{ number: 1, result: { status: 'refused' } }])
    }
  })

  it('under way when the source is let go of: then its fate is unknown, and the late answer says nothing', async () => {
    let give: (outcome: CommandOutcome) => void = () => undefined
    const { page, send } = await commanding(() => new Promise((resolve) => (give = resolve)))
    expect(await send()).toEqual([])
    page.send({ kind: 'unwatch', source: 'plant' })
    give({ accepted: true, text: 'Done.' })
    await settle()
    expect(answers(page)).toMatchObject([{ number: 7, result: { status: 'unanswered' } }])
  })
})
