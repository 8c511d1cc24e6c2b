// The REST side of the Workspace chat for reading: messages, newest first there and under other names than on the socket.
import type { Update } from '../../../domain/updates'
import { errorWords } from '../../error-frames'
import { NO_LIMITS } from '../../no-limits'
import type { Credentials, Lookup, Request } from '../../protocol'
import { RequestError } from '../../request-error'
import { found, isRecord, list } from '../../wire'
import { readMessages } from './messages'
import type { Monitoring } from './monitoring'
import { refusalOf } from './refusals'
import { bearer } from './sign-in'
import { readingTexts as texts } from './reading-texts'

/** How many of the newest are asked for, by polls, after each reconnect and each minute: what a screen shows. Older ones are looked up. */
const NEWEST = 50

export async function metadata(
  request: Request,
  credentials: Credentials | null,
  monitoring: Monitoring,
): Promise<readonly Update[]> {
  const [messages, figures] = await Promise.all([
    newest(request, credentials),
    monitoring.read(request, credentials),
  ])
  return [NO_LIMITS, ...messages, ...figures]
}

export async function latest(
  request: Request,
  credentials: Credentials | null,
  signal: AbortSignal,
): Promise<readonly Update[]> {
  return newest(request, credentials, signal)
}

/** Older messages are had by asking for more of the newest: the server knows no other way. */
export async function lookUp(
  request: Request,
  credentials: Credentials | null,
  lookup: Lookup,
): Promise<readonly Update[]> {
  if (lookup.kind !== 'messages') throw new RequestError('unexpected', texts.noJobs)
  const { count } = lookup
  return readMessages(await messageRows(request, credentials, count), count)
}

async function newest(
  request: Request,
  credentials: Credentials | null,
  signal?: AbortSignal,
): Promise<Update[]> {
  const rows = await messageRows(request, credentials, NEWEST, signal)
  return readMessages(rows, NEWEST)
}

async function messageRows(
  request: Request,
  credentials: Credentials | null,
  count: number,
  signal?: AbortSignal,
): Promise<readonly unknown[]> {
  const authorization = bearer(credentials)
  const answer = await request(`/api/messages?limit=${count}`, { authorization, signal })
  if (!isRecord(answer)) throw unexpected('messages', 'an object', answer)
  if (answer['success'] === false) throw refused(answer)
  const rows = list(answer['messages'])
  if (!rows) throw errorOr(answer, unexpected('messages', 'a list', answer['messages']))
  return rows
}

/** {success: false, …} with status 200: what a status of 401 would have said, or why else nothing came. */
function refused(answer: Readonly<Record<string, unknown>>): RequestError {
  const refusal = refusalOf(answer)
  if (refusal) return new RequestError('unauthorized', refusal.text)
  return new RequestError('unexpected', errorWords(answer) ?? texts.answerRefused)
}

function errorOr(answer: Readonly<Record<string, unknown>>, otherwise: RequestError): RequestError {
  const words = errorWords(answer)
  return words === null ? otherwise : new RequestError('unexpected', words)
}

function unexpected(where: string, what: string, value: unknown): RequestError {
  return new RequestError('unexpected', texts.expected(where, what, found(value)))
}
