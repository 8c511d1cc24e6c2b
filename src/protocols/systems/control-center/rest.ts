// The REST side of the Control Center for reading: the same state as on the socket.
import type { Update } from '../../../domain/updates'
import type { Credentials, Request } from '../../protocol'
import { NO_LIMITS } from '../../no-limits'
import { RequestError } from '../../request-error'
import { found, isRecord } from '../../wire'
import { errorWords } from '../../error-frames'
import { isStatus, readStatus, updatesOf, type Status } from './status'
import { texts } from './runtime-texts'

/** Read while the socket is alive too, so the readings are left to socket and polls: they would only come twice. */
export async function metadata(request: Request): Promise<readonly Update[]> {
  const status = await ask(request)
  return [...sensorsOf(status), NO_LIMITS, ...updatesOf({ ...status, readings: [] })]
}

export async function latest(
  request: Request,
  _credentials: Credentials | null,
  signal: AbortSignal,
): Promise<readonly Update[]> {
  const status = await ask(request, signal)
  return [...sensorsOf(status), ...updatesOf(status)]
}

async function ask(request: Request, signal?: AbortSignal): Promise<Status> {
  const answer = await request('/api/status', { signal })
  if (isRecord(answer) && isStatus(answer)) return readStatus(answer)
  const words = isRecord(answer) ? errorWords(answer) : null
  const expected = texts.expected('status', 'components, metrics or health', found(answer))
  throw new RequestError('unexpected', words ?? expected)
}

function sensorsOf({ metricSensors, figureSensors }: Status): Update[] {
  if (!metricSensors && !figureSensors) return []
  return [{ kind: 'sensors', sensors: [...(metricSensors ?? []), ...(figureSensors ?? [])] }]
}
