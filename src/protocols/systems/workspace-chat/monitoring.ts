// The monitoring figures of newer servers as metrics (field note): every number of `GET /api/monitoring/stats`, however
// deep. A server without them, or a user who may not see them, costs nothing else.
import type { Sensor, Update } from '../../../domain/updates'
import { errorWords } from '../../error-frames'
import { noFigures, shownKey, takeFigure, type Figures } from '../../figures'
import type { Credentials, Request } from '../../protocol'
import { rejected, rejection } from '../../rejection'
import { RequestError, wordsOf } from '../../request-error'
import { sampleTime, type SampleTime } from '../../sample-time'
import { found, isRecord, text, type WireRecord } from '../../wire'
import { bearer } from './sign-in'
import { readingTexts as texts } from './reading-texts'

const KNOWN: ReadonlyMap<string, { name: string; unit: string }> = new Map(Object.entries(texts.figures))
const SHARE = 'systemHealth.memory.percentage'
const TIMESTAMP = 'timestamp'
const DEEPEST = 4

export class Monitoring {
  /** The word of the server on its system, as last read. */
  systemStatus: string | null = null

  /** Never rejects. */
  async read(request: Request, credentials: Credentials | null): Promise<Update[]> {
    this.systemStatus = null
    try {
      const answer = await request('/api/monitoring/stats', { authorization: bearer(credentials) })
      if (!isRecord(answer)) return notRead(texts.expected('stats', 'an object', found(answer)), answer)
      if (answer['success'] === false) return notRead(errorWords(answer) ?? texts.answerRefused, answer)
      const { systemHealth } = answer
      this.systemStatus = isRecord(systemHealth) ? text(systemHealth['status']) : null
      return readStats(answer)
    } catch (error) {
      return isMissing(error) ? NO_FIGURES : notRead(wordsOf(error), '')
    }
  }
}

/** That there are none is known. */
const NO_FIGURES: Update[] = [{ kind: 'sensors', sensors: [] }]

function readStats(stats: WireRecord): Update[] {
  const time = sampleTime(stats[TIMESTAMP])
  const figures = noFigures()
  takeRecord(stats, '', 1, time, figures)
  const { sensors, readings, rejections, untimed } = figures
  if (time === 'unreadable') {
    const reason = texts.expected(TIMESTAMP, texts.time, found(stats[TIMESTAMP]))
    rejections.list.push(rejection(reason, stats, untimed))
  }
  return [
    { kind: 'sensors', sensors },
    ...(readings.length > 0 ? [{ kind: 'readings' as const, readings }] : []),
    ...rejections.updates,
  ]
}

function takeRecord(
  record: WireRecord,
  within: string,
  depth: number,
  time: SampleTime,
  figures: Figures,
): void {
  for (const [key, value] of Object.entries(record)) {
    if (key === '') {
      figures.rejections.add(() => texts.expected('stats', 'a name', found(key)), value)
      continue
    }
    const path = `${within}${key}`
    if (isRecord(value)) {
      if (depth < DEEPEST) takeRecord(value, `${path}.`, depth + 1, time, figures)
    } else if (key !== TIMESTAMP && (KNOWN.has(path) || typeof value === 'number')) {
      figures.sensors.push(sensorOf(path))
      takeFigure(figures, metricId(path), value, time, () => shownKey(path))
    }
  }
}

function metricId(path: string): string {
  return `metric:${path}`
}

function sensorOf(path: string): Sensor {
  return {
    id: metricId(path),
    ...(KNOWN.get(path) ?? { name: nameOf(path), unit: '' }),
    group: texts.monitoring,
    reporting: 'periodic',
    range: path === SHARE ? { min: 0, max: 100 } : null,
    metric: true,
  }
}

/** `cache.hitRate` is "Cache hit rate". */
function nameOf(path: string): string {
  const words = path
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[._\s]+/g, ' ')
    .trim()
    .toLowerCase()
  return words === '' ? path : words.charAt(0).toUpperCase() + words.slice(1)
}

/** Documented servers have no such path, and who is not allowed to see it knows as much. */
function isMissing(error: unknown): boolean {
  if (!(error instanceof RequestError)) return false
  return error.kind === 'unauthorized' || error.kind === 'forbidden' || error.status === 404
}

function notRead(why: string, raw: unknown): Update[] {
  return [rejected(texts.monitoringNotRead(why), raw)]
}
