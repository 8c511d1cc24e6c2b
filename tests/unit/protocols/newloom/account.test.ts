import { describe, expect, it } from 'vitest'
import { RequestError } from '../../../../src/protocols/request-error'
import { answering, forbidden, notFound, runtimeWith, session, token, withCsrf, withToken } from './answering'

const LOGIN = '/api/v1/acc/login/'
const ME = '/api/v1/users/me/'
const fields = { username: ' Ada@plant ', password: ' pw ' }
const ada = { id: 1, username: 'ada', role: 'editor' }
const signIn = (answers: Record<string, unknown>, method = 'session', typed: object = fields) =>
  runtimeWith().signIn!(answering(answers).request, method, { ...typed })

describe('signing in with name and password', () => {
  it('is a session: the cookie is the sign-in, the name is the server’s', async () => {
    const { request, asked } = answering({ [LOGIN]: { detail: 'ok' }, [ME]: ada })
    expect(await runtimeWith().signIn!(request, 'session', fields)).toEqual(session)
    expect(asked).toEqual([
      [LOGIN, { method: 'POST', body: { username: 'Ada@plant', password: ' pw ' }, ...withCsrf }],
      [ME, {}],
    ])
  })

  it('keeps the name that was typed where the server tells none', async () => {
    for (const me of [notFound, {}, null, { username: '' }, [], { username: 5 }])
      expect(await signIn({ [LOGIN]: null, [ME]: me })).toEqual({ token: null, name: 'Ada@plant' })
  })

  it.each([
    [new RequestError('forbidden', 'Wrong password.', 403), 'Wrong password.'],
    [new RequestError('unexpected', 'Enter a password.', 400), 'Enter a password.'],
    [new RequestError('unauthorized', 'Locked.', 401), 'Locked.'],
    [
      forbidden,
      'The server refuses the sign-in: name or password is wrong, or it does not trust the address of this page.',
    ],
  ])('with a wrong entry is refused in the words of the server, or ours: %o', async (error, message) => {
    await expect(signIn({ [LOGIN]: error, [ME]: forbidden })).rejects.toMatchObject({
      kind: 'unauthorized',
      message,
    })
  })

  it('tells an outage as an outage', async () => {
    for (const error of [
      new RequestError('unreachable', 'down'),
      new RequestError('unexpected', 'broken', 500),
    ])
      await expect(signIn({ [LOGIN]: error })).rejects.toBe(error)
  })

  it('whose cookie the browser did not keep says so', async () => {
    await expect(signIn({ [LOGIN]: null, [ME]: forbidden })).rejects.toMatchObject({
      kind: 'unauthorized',
      message: 'The sign-in has ended, or the browser did not keep its cookie.',
    })
  })
})

describe('signing in with a token', () => {
  it('takes it as it is, without the space and the word before it, and asks whose it is', async () => {
    const { request, asked } = answering({ [ME]: ada })
    for (const typed of ['secret', ' secret \n', 'Token secret', 'token  secret'])
      expect(await runtimeWith().signIn!(request, 'token', { token: typed })).toEqual(token)
    expect(asked[0]).toEqual([ME, withToken])
  })

  it('that nobody knows the owner of is still one', async () => {
    expect(await signIn({}, 'token', { token: 'secret' })).toEqual({ token: 'secret' })
  })

  it('that is refused, or none, asks for another', async () => {
    for (const answers of [{ [ME]: forbidden }, { [ME]: new RequestError('unauthorized', 'No', 401) }])
      await expect(signIn(answers, 'token', { token: 'secret' })).rejects.toMatchObject({
        kind: 'unauthorized',
      })
    for (const typed of [{}, { token: ' ' }])
      await expect(signIn({}, 'token', typed)).rejects.toMatchObject({ kind: 'unauthorized' })
  })
})

describe('the user', () => {
  const me = (answer: unknown) => runtimeWith().me!(answering({ [ME]: answer }).request, session)

  it('has a name and perhaps a role', async () => {
    expect(await me(ada)).toEqual({ name: 'ada', role: 'editor' })
    expect(await me({ email: 'ada@plant' })).toEqual({ name: 'ada@plant', role: null })
    expect(await me({ role: 5 })).toEqual({ name: 'Unnamed user', role: null })
  })

  it.each([[null], [[]], ['ada']])('is not read out of %j', async (answer) => {
    await expect(me(answer)).rejects.toMatchObject({ kind: 'unexpected' })
  })

  it('who is not signed in is a 403 here, and asked to sign in', async () => {
    await expect(me(forbidden)).rejects.toMatchObject({
      kind: 'unauthorized',
      message: 'The sign-in has ended, or the browser did not keep its cookie.',
    })
    const words = 'Authentication credentials were not provided.'
    await expect(me(new RequestError('forbidden', words, 403))).rejects.toMatchObject({
      kind: 'unauthorized',
      message: words,
    })
  })
})

describe('signing out', () => {
  it('ends the session; a token has no end that we could bring about', async () => {
    const { request, asked } = answering({ '/api/v1/acc/logout/': null })
    await runtimeWith().signOut!(request, session)
    expect(asked).toEqual([['/api/v1/acc/logout/', { method: 'POST', ...withCsrf }]])
    await runtimeWith().signOut!(request, token)
    expect(asked).toHaveLength(1)
  })
})
