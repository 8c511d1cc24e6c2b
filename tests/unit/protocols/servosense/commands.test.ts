import { describe, expect, it } from 'vitest'
import { isUnanswered, RequestError, wordsOf } from '../../../../src/protocols/request-error'
import servosense from '../../../../src/protocols/systems/servosense'
import { runtimeFor } from '../../../../src/protocols/systems/servosense/runtime'
import { answering, runtime, signedIn, sourceWith, token } from './answering'

const START = '/api/sim/start/1/'
const STOP = '/api/sim/stop/1/'
const SENSOR = '/api/core/sensors/5/'

function order(command: string, answer: unknown, value: number | null = null, target: string | null = null) {
  const answered = answering({ [START]: answer, [STOP]: answer, [SENSOR]: answer })
  const outcome = runtime.execute!(answered.request, token, { command, target, value })
  return { outcome, asked: answered.asked }
}

const threshold = (value: number | null, answer: unknown) => order('threshold', answer, value, '5')

describe('the commands', () => {
  it('are offered with labels, and asked about before where something stops', () => {
    const offered = servosense.commands!.map(({ id, target, value }) => [id, target, value])
    expect(offered).toEqual([
      ['start-simulator', 'source', undefined],
      ['stop-simulator', 'source', undefined],
      ['threshold', 'sensor', 'limit'],
    ])
    const asked = servosense.commands!.map(({ confirm }) => confirm?.('Plant'))
    expect(asked).toEqual([
      undefined,
      'Stop the simulator of Plant? Its sensors will send no more readings.',
      undefined,
    ])
  })

  it('that nobody knows are refused, and nothing is sent', async () => {
    const { outcome, asked } = order('__proto__', {})
    expect(await outcome).toEqual({ accepted: false, text: 'There is no command "__proto__".' })
    expect(asked).toEqual([])
  })
})

describe('starting the simulator', () => {
  it('is one POST', async () => {
    const { outcome, asked } = order('start-simulator', { started: true })
    expect(await outcome).toEqual({ accepted: true, text: 'The simulator was started.' })
    expect(asked).toEqual([[START, { method: 'POST', ...signedIn }]])
  })

  it('says that it was running already', async () => {
    const { outcome } = order('start-simulator', { started: false })
    expect(await outcome).toEqual({ accepted: true, text: 'The simulator was running already.' })
  })

  it('names the workspace encoded, and needs no sign-in on an open server', async () => {
    const { request, asked } = answering({ '/api/sim/start/a%2Fb/': { started: true } })
    const open = runtimeFor(sourceWith({ workspace: 'a/b' }))
    const ordered = { command: 'start-simulator', target: null, value: null }
    expect(await open.execute!(request, null, ordered)).toMatchObject({ accepted: true })
    expect(asked[0]![1]).toEqual({ method: 'POST', authorization: null })
  })
})

describe('stopping the simulator', () => {
  it('is one POST', async () => {
    const { outcome, asked } = order('stop-simulator', { stopped: true })
    expect(await outcome).toEqual({ accepted: true, text: 'The simulator was stopped.' })
    expect(asked).toEqual([[STOP, { method: 'POST', ...signedIn }]])
  })

  it('is refused where the server says so', async () => {
    const { outcome } = order('stop-simulator', { stopped: false })
    expect(await outcome).toEqual({ accepted: false, text: 'The server did not stop the simulator.' })
  })
})

describe('setting a threshold', () => {
  it('is one PATCH of the sensor', async () => {
    const { outcome, asked } = threshold(80.5, { id: 5, name: 'Winding', threshold: 80.5 })
    expect(await outcome).toEqual({ accepted: true, text: 'The threshold is now 80.5.' })
    expect(asked).toEqual([[SENSOR, { method: 'PATCH', ...signedIn, body: { threshold: 80.5 } }]])
  })

  it('removes it with null', async () => {
    const { outcome, asked } = threshold(null, { id: 5, threshold: null })
    expect(await outcome).toEqual({ accepted: true, text: 'The threshold was removed.' })
    expect(asked[0]![1]!.body).toEqual({ threshold: null })
  })

  it('is not done where the server answers with another threshold', async () => {
    expect(await threshold(80, { threshold: 75 }).outcome).toEqual({
      accepted: false,
      text: 'The server did not take it: the threshold is 75.',
    })
    expect(await threshold(80, { threshold: null }).outcome).toEqual({
      accepted: false,
      text: 'The server did not take it: there is no threshold.',
    })
    expect(await threshold(null, { threshold: 75 }).outcome).toMatchObject({ accepted: false })
  })

  it.each([NaN, Infinity, -Infinity])('never sends %s, which JSON would make null', async (value) => {
    const { outcome, asked } = threshold(value, {})
    expect(await outcome).toEqual({ accepted: false, text: 'A threshold is a number.' })
    expect(asked).toEqual([])
  })

  it('needs a sensor, and encodes its id', async () => {
    for (const target of [null, '', '.', '..', '\ud800']) {
      const { outcome, asked } = order('threshold', {}, 1, target)
      expect(await outcome).toEqual({ accepted: false, text: 'Say which sensor is meant.' })
      expect(asked).toEqual([])
    }
    const climbing = '/api/core/sensors/..%2Fa/'
    const { request, asked } = answering({ [climbing]: { threshold: 1 } })
    await runtime.execute!(request, token, { command: 'threshold', target: '../a', value: 1 })
    expect(asked.map(([path]) => path)).toEqual([climbing])
  })
})

it('a command to a workspace that was forgotten is refused here: nothing was sent that could be unanswered', async () => {
  for (const command of ['start-simulator', 'stop-simulator', 'threshold']) {
    for (const workspace of ['', '..']) {
      const { request, asked } = answering({})
      const forgetful = runtimeFor(sourceWith({ workspace }))
      expect(await forgetful.execute!(request, token, { command, target: '1', value: 1 })).toEqual({
        accepted: false,
        text: 'Set the option "workspace" of this source: the number or id of the workspace.',
      })
      expect(asked).toEqual([])
    }
  }
})

describe('the answer to a command', () => {
  const commands = ['start-simulator', 'stop-simulator', 'threshold']

  it.each(
    commands.flatMap((command) => [null, [], 'ok', {}, { detail: 'x' }].map((answer) => [command, answer])),
  )('to %s such as %j is unclear: nobody knows whether it was done', async (command, answer) => {
    const thrown = await order(String(command), answer, 80, '5').outcome.catch((error: unknown) => error)
    expect(isUnanswered(thrown)).toBe(true)
    expect(wordsOf(thrown)).toMatch(/^The server gave no clear answer\. \w+: expected .+, found nothing$/)
  })

  it.each(commands)('to %s that is an error rejects as the request did', async (command) => {
    for (const error of [
      new RequestError('forbidden', 'Not yours.', 403),
      new RequestError('unexpected', 'Not yours.', 400),
    ])
      await expect(order(command, error, 80, '5').outcome).rejects.toBe(error)
  })

  it.each(commands)('to %s that never came rejects: nobody knows whether it was done', async (command) => {
    const error = new RequestError('unreachable', 'The server did not answer in time.')
    await expect(order(command, error, 80, '5').outcome).rejects.toBe(error)
  })

  it.each(commands)(
    'C3: to %s that asks for a sign-in rejects, so that another one is tried',
    async (command) => {
      const error = new RequestError('unauthorized', 'Invalid token.', 401)
      await expect(order(command, error, 80, '5').outcome).rejects.toBe(error)
    },
  )
})
