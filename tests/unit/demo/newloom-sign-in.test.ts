import { expect, test } from 'vitest'
import { cookiesOf, startJobs } from './newloom-kit'
import { textOf } from './wire'

const CSRF = { detail: 'CSRF Failed: CSRF token missing or incorrect.' }
const NOBODY = { detail: 'Authentication credentials were not provided.' }
const GOOD = { username: 'operator', password: 'watchdeck' }

test('signing in sets a session that scripts cannot read and a token against forgery that they can', async () => {
  const demo = await startJobs()
  const answer = await demo.login(GOOD)
  expect([answer.status, answer.body]).toEqual([
    200,
    {
      id: 2,
      username: 'operator',
      email: 'operator@demo.local',
      token: expect.stringMatching(/^[0-9a-f]{40}$/),
    },
  ])
  const [session = '', csrf = ''] = answer.headers.getSetCookie()
  expect(session).toMatch(/^sessionid=[^;]+; .*Path=\/; HttpOnly; SameSite=Lax$/)
  expect(csrf).toMatch(/^csrftoken=\w{32}; .*Path=\/; SameSite=Lax$/)
})

test('a wrong password is 403 with a detail, a missing field 400 with the field', async () => {
  const demo = await startJobs()
  const wrong = await demo.login({ ...GOOD, password: 'wrong' })
  expect([wrong.status, wrong.body]).toEqual([403, { detail: 'Invalid username or password.' }])
  expect(wrong.headers.getSetCookie()).toEqual([])
  const missing = await demo.login({ username: '' })
  expect([missing.status, missing.body]).toEqual([
    400,
    { username: ['This field may not be blank.'], password: ['This field is required.'] },
  ])
})

test('users/me tells who one is, by session and by token, under both prefixes; nobody gets 403', async () => {
  const demo = await startJobs()
  const headers = await demo.signIn('viewer')
  for (const prefix of ['/api/v1', '/api']) {
    const mine = await demo.rest('GET', `${prefix}/users/me/`, { headers })
    expect(mine.body).toEqual({ id: 3, username: 'viewer', email: 'viewer@demo.local' })
    expect((await demo.ask('GET', `${prefix}/users/me/`)).body).toMatchObject({ username: 'operator' })
    for (const path of ['users/me/', 'streams/', 'stream-logs/', 'stream-stats/']) {
      const none = await demo.rest('GET', `${prefix}/${path}`)
      expect([path, none.status, none.body]).toEqual([path, 403, NOBODY])
    }
  }
  const bad = await demo.rest('GET', '/api/users/me/', { token: 'nonsense', scheme: 'Token', headers })
  expect([bad.status, bad.body]).toEqual([403, { detail: 'Invalid token.' }])
})

test('a session that was made up or changed is none', async () => {
  const demo = await startJobs()
  const session = cookiesOf(await demo.login({ ...GOOD, username: 'viewer' })).get('sessionid') ?? ''
  for (const forged of ['', 'x', session.replace('viewer', 'admin'), `${session}x`]) {
    const headers = { Cookie: `sessionid=${forged}` }
    expect((await demo.rest('GET', '/api/users/me/', { headers })).status).toBe(403)
  }
})

test('writing by session needs the header equal to the cookie; by token it needs none', async () => {
  const demo = await startJobs()
  const { Cookie, 'X-CSRFToken': csrf } = await demo.signIn()
  const pause = (headers: Record<string, string>) =>
    demo.rest('PATCH', '/api/v1/streams/1/', { headers, body: { status: 'paused' } })
  const [session = ''] = Cookie.split('; ')
  for (const headers of [
    { Cookie },
    { Cookie, 'X-CSRFToken': 'other' },
    { Cookie: session, 'X-CSRFToken': csrf },
    { Cookie: `${session}; csrftoken=`, 'X-CSRFToken': '' },
  ]) {
    const refused = await pause(headers)
    expect([refused.status, refused.body]).toEqual([403, CSRF])
  }
  expect((await pause({ Cookie, 'X-CSRFToken': csrf })).status).toBe(200)
  // Two sources may share this cookie: only header and cookie are compared.
  expect((await pause({ Cookie: `${session}; csrftoken=x`, 'X-CSRFToken': 'x' })).status).toBe(200)
  expect((await demo.ask('PATCH', '/api/v1/streams/1/', {})).status).toBe(200)
})

test('signing in anew needs the header only while the session is good', async () => {
  const demo = await startJobs()
  const headers = await demo.signIn()
  expect((await demo.login(GOOD, { Cookie: headers.Cookie })).body).toEqual(CSRF)
  expect((await demo.login(GOOD, headers)).status).toBe(200)
  expect((await demo.login(GOOD, { Cookie: 'sessionid=old; csrftoken=old' })).status).toBe(200)
})

test('logging out ends this session and no other', async () => {
  const demo = await startJobs()
  const [mine, other] = [await demo.signIn(), await demo.signIn()]
  const out = await demo.rest('POST', '/api/v1/acc/logout/', { headers: mine })
  expect([out.status, cookiesOf(out).get('sessionid')]).toEqual([200, ''])
  expect((await demo.rest('GET', '/api/users/me/', { headers: mine })).body).toEqual(NOBODY)
  expect((await demo.rest('GET', '/api/users/me/', { headers: other })).status).toBe(200)
})

test.each(['/ws/chat/', '/ws/streams/'] as const)(
  '%s opens with a session or a good token, and is refused before it opens without',
  async (path) => {
    const demo = await startJobs()
    const { Cookie } = await demo.signIn()
    await demo.socket(path, { Cookie }).opened
    await demo.socket(`${path}?token=${demo.token}`).opened
    expect(await demo.socket(path).refused).toBe(403)
    expect(await demo.socket(path, { Cookie: 'sessionid=nonsense' }).refused).toBe(403)
    expect(await demo.socket(`${path}?token=nonsense`, { Cookie }).refused).toBe(403)
    expect(await demo.socket(path.slice(0, -1), { Cookie }).refused).toBe(404)
    expect(await demo.socket(path, { Cookie, origin: 'https://demo.example' }).refused).toBe(403)
  },
)

test.each([
  ['expire-tokens', 'Token has expired.'],
  ['revoke-token', 'Invalid token.'],
])(
  'C3: %s ends every session and token, open sockets are told; a new login is good at once',
  async (fault, detail) => {
    const demo = await startJobs()
    const headers = await demo.signIn()
    const clients = [await demo.listening('/ws/streams/', '', headers), await demo.listening('/ws/chat/')]
    expect((await demo.fault(fault)).body).toMatchObject({ sockets: 2 })
    for (const client of clients) {
      const message = 'Authentication failed'
      expect(await client.next()).toEqual({ type: 'error', code: 'connection_error', message })
      expect(await client.closed).toEqual({ code: 4001, reason: message })
    }
    expect((await demo.rest('GET', '/api/users/me/', { headers })).body).toEqual(NOBODY)
    const refused = await demo.ask('GET', '/api/users/me/')
    expect([refused.status, refused.body]).toEqual([403, { detail }])
    expect(await demo.socket('/ws/chat/', headers).refused).toBe(403)
    await demo.socket('/ws/chat/', await demo.signIn()).opened
    const renewed = textOf((await demo.login(GOOD)).body, 'token')
    await demo.socket(`/ws/chat/?token=${renewed}`).opened
  },
)

test('delete-user takes all users away until it ends', async () => {
  const demo = await startJobs()
  const headers = await demo.signIn()
  const client = await demo.listening('/ws/chat/', '', headers)
  await demo.fault('delete-user', { seconds: 5 })
  expect(await client.closed).toMatchObject({ code: 4001 })
  expect((await demo.rest('GET', '/api/users/me/', { headers })).status).toBe(403)
  expect((await demo.login(GOOD)).status).toBe(403)
  demo.clock.advance(5_000)
  expect((await demo.rest('GET', '/api/users/me/', { headers })).status).toBe(200)
})
