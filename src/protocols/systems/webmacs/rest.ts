// The REST side of WebMACS: sign-in, sensors, health, latest values and history.
import type { Health, Update } from '../../../domain/updates'
import type { Credentials, HistoryRequest, Request, SignInFields, User } from '../../protocol'
import { duration } from '../../duration'
import { RequestError, isUnauthorized } from '../../request-error'
import { rejected } from '../../rejection'
import { finiteNumber, found, isRecord, list, text } from '../../wire'
import { byTime, readDatapoints, stretchesOf } from './datapoints'
import { readLimits } from './limits'
import { readPages } from './pages'
import { readSensors } from './sensors'
import { texts } from './runtime-texts'

const BASE = '/api/v1'
/** Ids and points a `series` request may ask for (field note). */
const SERIES_IDS = 20
const SERIES_POINTS = 2_000
const SERIES_MINUTES = 14_400

export function bearer(credentials: Credentials | null): string | null {
  const token = credentials?.token ?? null
  return token && `Bearer ${token}`
}

export async function signIn(request: Request, method: string, fields: SignInFields): Promise<Credentials> {
  if (method === 'api-token') return { token: (fields['token'] ?? '').trim() }
  const body = { email: fields['email'] ?? '', password: fields['password'] ?? '' }
  const answer = await request(`${BASE}/auth/login`, { method: 'POST', body }).catch((error: unknown) => {
    throw isUnauthorized(error) ? new RequestError('unauthorized', texts.wrongLogin, 401) : error
  })
  const token = isRecord(answer) ? text(answer['access_token']) : null
  if (token === null) throw unexpected('access_token', 'a text', answer)
  return { token }
}

export async function signOut(request: Request, credentials: Credentials): Promise<void> {
  await request(`${BASE}/auth/logout`, { method: 'POST', authorization: bearer(credentials) })
}

export async function me(request: Request, credentials: Credentials | null): Promise<User> {
  const answer = await request(`${BASE}/auth/me`, { authorization: bearer(credentials) })
  if (!isRecord(answer)) throw unexpected('me', 'an object', answer)
  return {
    name: text(answer['username']) ?? text(answer['email']) ?? text(answer['public_id']) ?? '',
    role: text(answer['role']),
  }
}

export async function metadata(
  request: Request,
  credentials: Credentials | null,
): Promise<readonly Update[]> {
  const authorization = bearer(credentials)
  const [events, limits] = await Promise.all([
    readPages(request, `${BASE}/events`, authorization),
    readPages(request, `${BASE}/rules`, authorization).then(readLimits, limitsWithheld),
  ])
  return [...readSensors(events), ...limits]
}

/** A viewer may not see the rules: that is an answer (T9). Any other failure must not cost the sensors. */
function limitsWithheld(error: unknown): Update[] {
  if (!(error instanceof RequestError) || error.kind === 'unauthorized' || error.kind === 'unreachable')
    throw error
  if (error.kind === 'forbidden') return [{ kind: 'limits', access: 'forbidden', limits: [] }]
  return [rejected(texts.limitsNotRead(error.message), '')]
}

export async function health(request: Request): Promise<Health> {
  const answer = await request('/health')
  if (!isRecord(answer)) throw unexpected('health', 'an object', answer)
  const facts: Health['facts'] = []
  const note = (name: string, value: string | null): void => {
    if (value !== null) facts.push({ name, value })
  }
  note(texts.health.version, text(answer['version']))
  note(texts.health.database, text(answer['database']))
  const uptime = finiteNumber(answer['uptime_seconds'])
  note(texts.health.uptime, uptime === null ? null : duration(uptime))
  note(texts.health.lastDatapoint, text(answer['last_datapoint']))
  return { status: answer['status'] === 'ok' ? 'ok' : 'degraded', facts }
}

export async function latest(
  request: Request,
  credentials: Credentials | null,
  signal: AbortSignal,
): Promise<readonly Update[]> {
  const answer = await request(`${BASE}/datapoints/latest`, { authorization: bearer(credentials), signal })
  const items = list(answer)
  if (!items) throw unexpected('latest', 'a list', answer)
  // A retained value has no arrival to stand in for its time (T5).
  const { readings, rejections, experiments } = readDatapoints(byTime(items), 'reject', {
    current: undefined,
  })
  return [
    { kind: 'readings', readings },
    // The newest value tells which experiment runs; older ones only which ran.
    ...experiments.slice(-1),
    ...rejections.map((one) => ({ kind: 'rejection' as const, rejection: one })),
  ]
}

export async function history(
  request: Request,
  credentials: Credentials | null,
  { sensors, spanMs }: HistoryRequest,
): Promise<readonly Update[]> {
  const minutes = Math.min(Math.max(Math.ceil(spanMs / 60_000), 1), SERIES_MINUTES)
  const updates: Update[] = []
  for (let first = 0; first < sensors.length; first += SERIES_IDS) {
    const ids = sensors.slice(first, first + SERIES_IDS)
    const answer = await request(`${BASE}/datapoints/series`, {
      method: 'POST',
      authorization: bearer(credentials),
      body: { event_public_ids: ids, minutes, max_points: SERIES_POINTS },
    })
    for (const id of ids) {
      const series = isRecord(answer) && Object.hasOwn(answer, id) ? answer[id] : undefined
      updates.push(...readSeries(id, series))
    }
  }
  return updates
}

/** The points of one sensor, oldest first; they do not name it. */
function readSeries(id: string, series: unknown): Update[] {
  const items = list(series)
  if (!items) return [rejected(texts.expected('series', 'a list for each sensor', found(series)), id)]
  const withId = items.map((item) => (isRecord(item) ? { ...item, event_public_id: id } : item))
  const { readings, rejections, experiments } = readDatapoints(withId, 'reject', { current: undefined })
  const past = stretchesOf(experiments, readings.at(-1)?.time ?? null)
  return [
    { kind: 'readings', readings },
    ...(past.length > 0 ? [{ kind: 'past-experiments' as const, experiments: past }] : []),
    ...rejections.map((one) => ({ kind: 'rejection' as const, rejection: one })),
  ]
}

function unexpected(where: string, what: string, answer: unknown): RequestError {
  return new RequestError('unexpected', texts.expected(where, what, found(answer)))
}
