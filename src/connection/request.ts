// Asks a backend for JSON over HTTP: one deadline, one reading of errors, and on the way the
// backend's clock is measured (rule K2). It knows no system; tokens go into the header only (C7).
import { parseJson } from '../protocols/wire'
import type { Request, RequestOptions } from '../protocols/protocol'
import { RequestError } from '../protocols/request-error'
import type { ClockMeasurement } from '../domain/clock-offset'
import { linkTexts } from '../texts/link'
import type { Clock } from './clock'
import { errorWords } from './error-words'

export interface RequesterOptions {
  baseUrl: string
  fetch: typeof fetch
  clock: Clock
  /** Default 10 s. */
  deadlineMs?: number
  /** A cookie of the page; default none can be read. */
  readCookie?: (name: string) => Promise<string | null>
  onClock?: (measurement: ClockMeasurement) => void
  /** The length of each answer, in characters. */
  onBytes?: (bytes: number) => void
}

/** More than this between the two clocks of this machine during one request, and it was set meanwhile. */
const CLOCK_SET_MS = 100

export function createRequest(options: RequesterOptions): Request {
  const { clock, deadlineMs = 10_000 } = options
  return async (path, request = {}) => {
    const deadline = new AbortController()
    const cancel = clock.after(request.deadlineMs ?? deadlineMs, () => {
      deadline.abort()
    })
    const signal = request.signal ? AbortSignal.any([request.signal, deadline.signal]) : deadline.signal
    try {
      const csrfToken = request.csrf ? await options.readCookie?.(request.csrf.cookie) : null
      const init = initOf(request, csrfToken ?? null, signal)
      const sentAt = clock.now()
      const started = clock.monotonic()
      const response = await options.fetch(options.baseUrl + path, init)
      measure(options, response, sentAt, clock.monotonic() - started)
      const body = await response.text()
      options.onBytes?.(body.length)
      return readAnswer(response, body)
    } catch (error) {
      if (error instanceof RequestError) throw error
      throw new RequestError(
        'unreachable',
        deadline.signal.aborted ? linkTexts.timedOut : linkTexts.unreachable,
      )
    } finally {
      cancel()
    }
  }
}

function initOf(
  { method = 'GET', body, authorization, csrf }: RequestOptions,
  csrfToken: string | null,
  signal: AbortSignal,
): RequestInit {
  const headers = new Headers({ Accept: 'application/json' })
  if (authorization) headers.set('Authorization', authorization)
  if (csrf && csrfToken !== null) headers.set(csrf.header, csrfToken)
  if (body === undefined) return { method, headers, signal, cache: 'no-store' }
  headers.set('Content-Type', 'application/json')
  return { method, headers, signal, cache: 'no-store', body: JSON.stringify(body) }
}

function measure(
  { clock, onClock }: RequesterOptions,
  response: Response,
  sentAt: number,
  elapsed: number,
): void {
  const serverTime = Date.parse(response.headers.get('date') ?? '')
  const receivedAt = clock.now()
  const wasSet = Math.abs(receivedAt - sentAt - elapsed) > CLOCK_SET_MS
  // A gateway that answers for a dead backend would tell us its own time.
  if (!Number.isFinite(serverTime) || isGateway(response.status) || wasSet) return
  onClock?.({ sentAt, receivedAt, serverTime, resolutionMs: 1_000 })
}

/** Answered by a proxy in place of the backend. */
function isGateway(status: number): boolean {
  return status >= 502 && status <= 504
}

function readAnswer(response: Response, body: string): unknown {
  const type = response.headers.get('content-type') ?? ''
  const parsed = /\bjson\b/i.test(type) ? parseJson(body) : null
  const { status } = response
  if (isGateway(status)) throw new RequestError('unreachable', linkTexts.unavailable(status), status)
  if (!response.ok) {
    const words = parsed?.ok ? errorWords(parsed.value) : null
    if (status === 401) throw new RequestError('unauthorized', words ?? linkTexts.unauthorized, status)
    if (status === 403) throw new RequestError('forbidden', words ?? linkTexts.forbidden, status)
    throw new RequestError('unexpected', words ?? linkTexts.unavailable(status), status)
  }
  if (status === 204 || body === '') return null
  if (!parsed) throw new RequestError('unexpected', linkTexts.notJson(type), status)
  if (!parsed.ok) throw new RequestError('unexpected', parsed.reason, status)
  return parsed.value
}
