// The REST side of ServoSense: sign-in, sensors with thresholds, latest values. It has no history and no health.
import type { Update } from '../../../domain/updates'
import type { Credentials, Request, SignInFields, SourceConfig, User } from '../../protocol'
import { pastedToken } from '../../pasted-token'
import { RequestError } from '../../request-error'
import { rejected } from '../../rejection'
import { found, isRecord, list, text } from '../../wire'
import { authorizationOf, workspaceInPath, workspaceOf } from './address'
import { readLatest } from './readings'
import { readSensorRows, readTopology } from './sensors'
import { texts } from './runtime-texts'
import type { ToldUnits } from './units'

export async function signIn(request: Request, method: string, fields: SignInFields): Promise<Credentials> {
  if (method === 'token') return { token: pasted(fields['token'] ?? '') }
  const body = { email: fields['email'] ?? '', password: fields['password'] ?? '' }
  const answer = await request('/api/user/token/', { method: 'POST', body }).catch((error: unknown) => {
    // A wrong entry is a 400 here, in the server's words (field note).
    const isWrong = error instanceof RequestError && error.status === 400
    throw isWrong ? new RequestError('unauthorized', error.message, 400) : error
  })
  const token = isRecord(answer) ? text(answer['token']) : null
  if (token === null) throw unexpected('token', 'a text', isRecord(answer) ? answer['token'] : answer)
  return { token }
}

function pasted(typed: string): string {
  const token = pastedToken(typed)
  if (token === null) throw new RequestError('unauthorized', texts.tokenMissing)
  return token
}

/** The list of workspaces proves a sign-in, so that a wrong token is told at once; it names no user. */
export async function me(request: Request, credentials: Credentials | null): Promise<User> {
  const answer = await request('/api/workspaces/', { authorization: authorizationOf(credentials) })
  if (!list(answer)) throw unexpected('workspaces', 'a list', answer)
  return { name: texts.unnamedUser, role: null }
}

/** Sensors and limits from the topology; from the latest readings where there is none that can be read. */
export async function metadata(
  request: Request,
  credentials: Credentials | null,
  source: SourceConfig,
): Promise<readonly Update[]> {
  const authorization = authorizationOf(credentials)
  const path = `/api/workspaces/${workspaceInPath(source)}/topology/`
  const topology = await request(path, { authorization }).then(readTopology, topologyMissing)
  if (topology !== null && typeof topology !== 'string') return topology
  const sensors = readSensorRows(await latestRows(request, credentials, source))
  return topology === null ? sensors : [...sensors, rejected(texts.topologyNotRead(topology), '')]
}

/** `null` where the server knows no topology, or why it did not tell. Without a server or a sign-in there is nothing else to try. */
function topologyMissing(error: unknown): string | null {
  if (!(error instanceof RequestError) || error.kind === 'unauthorized' || error.kind === 'unreachable')
    throw error
  return error.status === 404 ? null : error.message
}

/**
 * Values only. Limits replace all that were known, and here a row that cannot be read would take its limit
 * away every other second: they are read with the metadata.
 */
export async function latest(
  request: Request,
  credentials: Credentials | null,
  signal: AbortSignal,
  source: SourceConfig,
  units: ToldUnits,
): Promise<readonly Update[]> {
  return readLatest(await latestRows(request, credentials, source, signal), units)
}

async function latestRows(
  request: Request,
  credentials: Credentials | null,
  source: SourceConfig,
  signal?: AbortSignal,
): Promise<readonly unknown[]> {
  const authorization = authorizationOf(credentials)
  const path = `/api/workspaces/${workspaceInPath(source)}/latest-readings/`
  const answer = await request(path, { authorization, signal }).catch((error: unknown) => {
    const isMissing = error instanceof RequestError && error.status === 404
    throw isMissing ? new RequestError('unexpected', texts.workspaceMissing(workspaceOf(source)), 404) : error
  })
  const rows = list(answer)
  if (!rows) throw unexpected('latest-readings', 'a list', answer)
  return rows
}

function unexpected(where: string, what: string, answer: unknown): RequestError {
  return new RequestError('unexpected', texts.expected(where, what, found(answer)))
}
