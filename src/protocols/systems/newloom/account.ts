// Signing in to NewLoom, by a session or a token, and out of it.
import { linkTexts } from '../../../texts/link'
import { wireTexts } from '../../../texts/wire'
import type { Credentials, Request, SignInFields, User } from '../../protocol'
import { pastedToken } from '../../pasted-token'
import { RequestError } from '../../request-error'
import { found, isRecord, text } from '../../wire'
import { reading, writing } from './address'
import { ME, type Api } from './api'
import { texts } from './runtime-texts'

/** What the server answers a wrong entry with (field note: 403). */
const WRONG = [400, 401, 403]

export async function signIn(
  api: Api,
  request: Request,
  method: string,
  fields: SignInFields,
): Promise<Credentials> {
  if (method === 'token') return named(api, request, { token: pasted(fields['token'] ?? '') })
  const username = (fields['username'] ?? '').trim()
  const body = { username, password: fields['password'] ?? '' }
  // Not by `asking`: a 403 is about the entry here, and not about a sign-in that is missing.
  await api.send(request, '/acc/login/', { method: 'POST', body, ...writing(null) }).catch(refuse)
  // The cookie is the sign-in, and the browser keeps it.
  return named(api, request, { token: null, name: username })
}

function refuse(error: unknown): never {
  if (!(error instanceof RequestError) || !WRONG.includes(error.status ?? 0)) throw error
  const isSilent = error.message === linkTexts.forbidden || error.message === linkTexts.unauthorized
  throw new RequestError('unauthorized', isSilent ? texts.wrongLogin : error.message, error.status)
}

function pasted(typed: string): string {
  const token = pastedToken(typed)
  if (token === null) throw new RequestError('unauthorized', texts.tokenMissing)
  return token
}

/** With the name that the chat needs. A server that does not say it has not refused the sign-in. */
async function named(api: Api, request: Request, credentials: Credentials): Promise<Credentials> {
  try {
    const name = nameIn(await api.asking(request, credentials)(ME, reading(credentials)))
    return name === null ? credentials : { ...credentials, name }
  } catch (error) {
    if (error instanceof RequestError && error.kind === 'unexpected') return credentials
    throw error
  }
}

export async function me(api: Api, request: Request, credentials: Credentials | null): Promise<User> {
  const answer = await api.asking(request, credentials)(ME, reading(credentials))
  if (!isRecord(answer)) {
    throw new RequestError('unexpected', wireTexts.expected('me', 'an object', found(answer)))
  }
  return { name: nameIn(answer) ?? texts.unnamedUser, role: text(answer['role']) }
}

/** Only a session can be ended; a token stays good until its owner takes it back. */
export async function signOut(api: Api, request: Request, credentials: Credentials): Promise<void> {
  if (credentials.token !== null) return
  await api.send(request, '/acc/logout/', { method: 'POST', ...writing(credentials) })
}

function nameIn(answer: unknown): string | null {
  if (!isRecord(answer)) return null
  return text(answer['username']) ?? text(answer['name']) ?? text(answer['email'])
}
