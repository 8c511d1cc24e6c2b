// A demo backend with the demo's jobs and chat, and callers that are signed in by session or by token.

import { newloom } from '../../../demo/systems/newloom'
import { startDemo, type Answer } from './kit'
import { textOf } from './wire'

export async function startJobs() {
  const demo = await startDemo({}, [newloom])
  const login = (body: unknown, headers = {}) => demo.rest('POST', '/api/v1/acc/login/', { body, headers })

  /** What a page has after signing in: both cookies, and the header that writes need. */
  async function signIn(username = 'operator') {
    const cookies = cookiesOf(await login({ username, password: 'watchdeck' }))
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return { Cookie: cookie, 'X-CSRFToken': cookies.get('csrftoken') ?? '' }
  }

  const token = textOf((await login({ username: 'operator', password: 'watchdeck' })).body, 'token')
  const ask = (method: string, path: string, body?: unknown) =>
    demo.rest(method, path, { token, scheme: 'Token', body })

  /** A socket that the backend surely knows: an answer by REST came after its opening. */
  async function listening(path: '/ws/chat/' | '/ws/streams/', query = `?token=${token}`, headers = {}) {
    const client = demo.socket(path + query, headers)
    await client.opened
    await ask('GET', '/api/v1/users/me/')
    return client
  }

  return {
    ...demo,
    login,
    webmacsLogin: demo.login,
    signIn,
    token,
    ask,
    listening,
    fault: (fault: string, fields = {}) =>
      demo.rest('POST', '/demo/faults', { body: { system: 'newloom', fault, ...fields } }),
    /** Lets a run get to its end: each part takes half a second. */
    finishRun() {
      for (let part = 0; part < 6; part++) demo.clock.advance(500)
    },
  }
}

/** The cookies that an answer sets. */
export function cookiesOf({ headers }: Answer): Map<string, string> {
  return new Map(
    headers.getSetCookie().map((cookie) => {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      return [name, value]
    }),
  )
}
