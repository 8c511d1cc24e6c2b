import { describe, expect, it } from 'vitest'
import { RequestError } from '../../../../src/protocols/request-error'
import { answering, LOGIN, named, runtime, signedIn } from './answering'

const fields = { username: 'john_doe', password: ' pw ' }
const signIn = (answer: unknown) =>
  runtime.signIn!(answering({ [LOGIN]: answer }).request, 'password', fields)

describe('signing in with a name', () => {
  it('asks nobody', async () => {
    const { request, asked } = answering({})
    expect(await runtime.signIn!(request, 'name', { username: ' john_doe ' })).toEqual(named)
    expect(asked).toEqual([])
  })

  it.each(['name', 'password'])('needs one, also with a %s', async (method) => {
    for (const typed of [{}, { username: ' ' }]) {
      await expect(runtime.signIn!(answering({}).request, method, typed)).rejects.toMatchObject({
        kind: 'unauthorized',
        message: 'Enter a name.',
      })
    }
  })
})

describe('signing in with a password', () => {
  it('gives a token, and the name that the server knows', async () => {
    const answer = { success: true, token: 'jwt-1', user: { id: 1, username: 'John_Doe' } }
    const { request, asked } = answering({ [LOGIN]: answer })
    expect(await runtime.signIn!(request, 'password', fields)).toEqual({ token: 'jwt-1', name: 'John_Doe' })
    const body = { username: 'john_doe', password: ' pw ' }
    expect(asked).toEqual([[LOGIN, { method: 'POST', body }]])
  })

  it('keeps the name that was typed where the server tells none', async () => {
    for (const user of [undefined, null, {}, { username: 5 }])
      expect(await signIn({ success: true, token: 'jwt-1', user })).toEqual(signedIn)
  })

  it.each([
    [
      { success: false, code: 'ALREADY_LOGGED_IN' },
      'This name is signed in elsewhere. Sign out there, then try again.',
    ],
    [{ success: false, code: 'BANNED', message: 'You are banned.' }, 'You are banned.'],
    [{ success: false, error: 'Invalid credentials' }, 'Invalid credentials'],
    [{ success: false }, 'Name or password is wrong.'],
    [new RequestError('unexpected', 'Username and password required', 400), 'Username and password required'],
    [
      new RequestError('unexpected', 'ALREADY_LOGGED_IN', 409),
      'This name is signed in elsewhere. Sign out there, then try again.',
    ],
  ])('that is refused by %j says why', async (answer, message) => {
    await expect(signIn(answer)).rejects.toMatchObject({ kind: 'unauthorized', message })
  })

  it('says that there are no accounts where there is no such path', async () => {
    await expect(runtime.signIn!(answering({}).request, 'password', fields)).rejects.toMatchObject({
      kind: 'unexpected',
      message: 'This server has no accounts. Sign in with a name only.',
    })
  })

  it('tells an outage as an outage', async () => {
    for (const error of [
      new RequestError('unreachable', 'down'),
      new RequestError('unexpected', 'no', 500),
      new RequestError('unauthorized', 'Wrong', 401),
    ]) {
      await expect(signIn(error)).rejects.toBe(error)
    }
  })

  it.each([[null], [[]], [{}], [{ success: true }], [{ token: 5 }], ['token']])(
    'refuses an answer such as %j',
    async (answer) => {
      await expect(signIn(answer)).rejects.toMatchObject({
        kind: 'unexpected',
        message: expect.stringMatching(/^token: expected a text, found /),
      })
    },
  )
})

describe('who is signed in', () => {
  it('is told without asking', async () => {
    const { request, asked } = answering({})
    expect(await runtime.me!(request, named)).toEqual({ name: 'john_doe', role: null })
    expect(await runtime.me!(request, signedIn)).toEqual({ name: 'john_doe', role: null })
    expect(await runtime.me!(request, { token: 'jwt-1' })).toEqual({ name: 'Unnamed user', role: null })
    expect(asked).toEqual([])
  })
})

describe('signing out', () => {
  it('gives the name free where it was taken by a sign-in', async () => {
    const { request, asked } = answering({ '/api/auth/logout': { success: true } })
    await runtime.signOut!(request, signedIn)
    expect(asked).toEqual([['/api/auth/logout', { method: 'POST', authorization: 'Bearer jwt-1' }]])
  })

  it('needs to tell nobody where there was only a name', async () => {
    const { request, asked } = answering({})
    await runtime.signOut!(request, named)
    expect(asked).toEqual([])
  })
})
