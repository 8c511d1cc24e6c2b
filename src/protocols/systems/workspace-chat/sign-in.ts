// How somebody gets into a Workspace chat: under a name, or with an account of newer servers (field note).
import type { Credentials, Request, SignInFields, User } from '../../protocol'
import { errorWords } from '../../error-frames'
import { RequestError } from '../../request-error'
import { found, isRecord, text, type WireRecord } from '../../wire'
import { refusalIn, refusalOf } from './refusals'
import { readingTexts as texts } from './reading-texts'

export const NAME = 'name'
export const PASSWORD = 'password'

export function bearer(credentials: Credentials | null): string | null {
  const token = credentials?.token ?? null
  return token === null ? null : `Bearer ${token}`
}

export async function signIn(request: Request, method: string, fields: SignInFields): Promise<Credentials> {
  const name = (fields['username'] ?? '').trim()
  if (name === '') throw new RequestError('unauthorized', texts.nameMissing)
  if (method === NAME) return { token: null, name }
  const body = { username: name, password: fields['password'] ?? '' }
  const answer = await request('/api/auth/login', { method: 'POST', body }).catch((error: unknown) => {
    throw loginFailure(error)
  })
  return readLogin(answer, name)
}

/** The server would keep the name taken otherwise, and answer the next sign-in with ALREADY_LOGGED_IN. */
export async function signOut(request: Request, credentials: Credentials): Promise<void> {
  const authorization = bearer(credentials)
  if (authorization !== null) await request('/api/auth/logout', { method: 'POST', authorization })
}

/** Nobody is asked: a name is what somebody calls themselves, and a refused token is told by socket and answers. */
export function me(_request: Request, credentials: Credentials | null): Promise<User> {
  return Promise.resolve({ name: credentials?.name ?? texts.unnamedUser, role: null })
}

/** {success, token, user}, or 200 with {success: false, code} (field note). */
function readLogin(answer: unknown, name: string): Credentials {
  const record: WireRecord = isRecord(answer) ? answer : {}
  if (record['success'] === false) {
    const words = refusalOf(record)?.text ?? errorWords(record) ?? texts.wrongLogin
    throw new RequestError('unauthorized', words)
  }
  const token = text(record['token'])
  if (token === null) {
    const what = found(isRecord(answer) ? record['token'] : answer)
    throw new RequestError('unexpected', texts.expected('token', 'a text', what))
  }
  const { user } = record
  return { token, name: (isRecord(user) ? text(user['username']) : null) ?? name }
}

/** A wrong entry can be a 400 or a 409 as well; where there is no such path, there are no accounts. */
function loginFailure(error: unknown): unknown {
  if (!(error instanceof RequestError)) return error
  const { status, message } = error
  if (status === 404) return new RequestError('unexpected', texts.noAccounts, status)
  if (status !== 400 && status !== 409) return error
  return new RequestError('unauthorized', refusalIn([message])?.text ?? message, status)
}
