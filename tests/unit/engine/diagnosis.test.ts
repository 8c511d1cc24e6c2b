import { expect, it } from 'vitest'
import { diagnose } from '../../../src/engine/diagnosis'
import { RequestError } from '../../../src/protocols/request-error'

const asked = (error: unknown) => {
  const health = () => Promise.reject(error)
  const me = () => Promise.resolve({ name: 'me', role: null })
  const metadata = () => Promise.resolve([])
  return diagnose(
    { me, metadata, health },
    () => Promise.resolve(null),
    () => Promise.resolve(null),
  )
}

it.each([
  ['a sign-in that is refused', new RequestError('unauthorized', 'No.', 401), 'refused'],
  ['no answer', new RequestError('unreachable', 'Gone.'), 'unreachable'],
  ['a proxy in its place', new RequestError('unreachable', 'Gone.', 502), 'unreachable'],
  ['a network that fails', new TypeError('fetch failed'), 'unreachable'],
  ['a server without that endpoint', new RequestError('unexpected', 'Not found.', 404), 'unexpected'],
  ['what this user may not see', new RequestError('forbidden', 'Not yours.', 403), 'unexpected'],
])('tells %s', async (_, error, finding) => {
  expect(await asked(error)).toMatchObject({ finding })
})

it('tells that sockets are blocked where REST is well', async () => {
  const me = () => Promise.resolve({ name: 'me', role: null })
  const runtime = { me, metadata: () => Promise.resolve([]), health: null }
  const found = await diagnose(
    runtime,
    () => Promise.resolve(null),
    () => Promise.resolve(null),
  )
  expect(found.finding).toBe('blocked')
})
