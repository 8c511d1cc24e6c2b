// Reads `GET /api/health`, and what the monitoring says of the system beside it: the worse of both counts.
import type { Health } from '../../../domain/updates'
import { duration } from '../../duration'
import { errorWords } from '../../error-frames'
import type { Request } from '../../protocol'
import { excerpt } from '../../redaction'
import { RequestError } from '../../request-error'
import { finiteNumber, found, isRecord, text, type WireRecord } from '../../wire'
import { readingTexts as texts } from './reading-texts'

const WORDS_SHOWN = 60
const WORST_FIRST: readonly Health['status'][] = ['unavailable', 'degraded', 'ok']
const STATUSES: ReadonlyMap<string, Health['status']> = new Map<string, Health['status']>([
  ['ok', 'ok'],
  ['healthy', 'ok'],
  ['degraded', 'degraded'],
  ['warning', 'degraded'],
  ['unhealthy', 'unavailable'],
  ['critical', 'unavailable'],
  ['error', 'unavailable'],
])

/** @param systemStatus the monitoring's word; `null` where there is none */
export async function health(request: Request, systemStatus: string | null): Promise<Health> {
  const answer = await request('/api/health')
  if (!isRecord(answer)) {
    throw new RequestError('unexpected', texts.expected('health', 'an object', found(answer)))
  }
  if (answer['success'] === false) {
    throw new RequestError('unexpected', errorWords(answer) ?? texts.answerRefused)
  }
  return readHealth(answer, systemStatus)
}

function readHealth(answer: WireRecord, systemStatus: string | null): Health {
  const facts: Health['facts'] = []
  const note = (name: string, value: string | null): void => {
    if (value !== null) facts.push({ name, value: excerpt(value, WORDS_SHOWN) })
  }
  /** A word that nobody knows is nothing to call healthy; it is shown as it came. */
  const judge = (name: string, word: string): Health['status'] => {
    const status = STATUSES.get(word.trim().toLowerCase())
    if (status === undefined) note(name, word)
    return status ?? 'degraded'
  }
  const { status, system, notTold, version, uptime } = texts.health
  const verdicts = [judge(status, text(answer['status']) ?? notTold)]
  if (systemStatus !== null) verdicts.push(judge(system, systemStatus))
  note(version, text(answer['version']))
  const seconds = finiteNumber(answer['uptime'])
  note(uptime, seconds === null ? null : duration(Math.max(seconds, 0)))
  return { status: WORST_FIRST.find((one) => verdicts.includes(one)) ?? 'degraded', facts }
}
