// Asks a backend for JSON over HTTP: one deadline, one reading of errors, and on the way the
// backend's clock is measured (rule K2). It knows no system; tokens go into the header only (C7).
import { isRecord, parseJson, text } from '../protocols/wire'
import { redact } from '../protocols/rejection'
import type { Request, RequestOptions } from '../protocols/protocol'
import { RequestError } from '../protocols/request-error'
import type { ClockMeasurement } from '../domain/clock-offset'
import { linkTexts } from '../texts/link'
import type { Clock } from './clock'

export interface RequesterOptions {
  baseUrl: string
  fetch: typeof fetch
  clock: Clock
  /** Default 10 s. */
  deadlineMs?: number
  onClock: (measurement: ClockMeasurement) => void
  onBytes: (bytes: number) => void
}

export function createRequest(options: RequesterOptions): Request {
  const { clock, deadlineMs = 10_000 } = options
  return async (path, request = {}) => {
    const deadline = new AbortController()
    const cancel = clock.after(deadlineMs, () => {
      deadline.abort()
    })
    const signal = request.signal ? AbortSignal.any([request.signal, deadline.signal]) : deadline.signal
    const sentAt = clock.now()
    try {
      const response = await options.fetch(options.baseUrl + path, initOf(request, signal))
      measure(options, response, sentAt)
      const body = await response.text()
      options.onBytes(body.length)
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

function initOf({ method = 'GET', body, authorization }: RequestOptions, signal: AbortSignal): RequestInit {
  const headers = new Headers({ Accept: 'application/json' })
  if (authorization) headers.set('Authorization', authorization)
  if (body === undefined) return { method, headers, signal, cache: 'no-store' }
  headers.set('Content-Type', 'application/json')
  return { method, headers, signal, cache: 'no-store', body: JSON.stringify(body) }
}

function measure({ clock, onClock }: RequesterOptions, response: Response, sentAt: number): void {
  const serverTime = Date.parse(response.headers.get('date') ?? '')
  // A gateway that answers for a dead backend would tell us its own time.
  const isBackend = response.status < 502 || response.status > 504
  if (Number.isFinite(serverTime) && isBackend) {
    onClock({ sentAt, receivedAt: clock.now(), serverTime, resolutionMs: 1_000 })
  }
}

function readAnswer(response: Response, body: string): unknown {
  const type = response.headers.get('content-type') ?? ''
  const isJson = /\bjson\b/.test(type)
  const parsed = isJson ? parseJson(body) : null
  const { status } = response
  if (status === 401)
    throw new RequestError('unauthorized', detailOf(parsed) ?? linkTexts.unauthorized, status)
  if (status === 403) throw new RequestError('forbidden', detailOf(parsed) ?? linkTexts.forbidden, status)
  if (status >= 502 && status <= 504) {
    throw new RequestError('unreachable', linkTexts.unavailable(status), status)
  }
  if (!response.ok) {
    throw new RequestError('unexpected', detailOf(parsed) ?? linkTexts.unavailable(status), status)
  }
  if (status === 204 || body === '') return null
  if (!parsed) throw new RequestError('unexpected', linkTexts.notJson(type), status)
  if (!parsed.ok) throw new RequestError('unexpected', parsed.reason, status)
  return parsed.value
}

/** Backends put their words under `detail`, `message` or `error` (PROTOCOLS.md, field notes). */
function detailOf(parsed: ReturnType<typeof parseJson> | null): string | null {
  if (!parsed?.ok || !isRecord(parsed.value)) return null
  const { detail, message, error } = parsed.value
  const words = text(detail) ?? text(message) ?? text(error)
  return words === null ? null : redact(words.slice(0, 200))
}
