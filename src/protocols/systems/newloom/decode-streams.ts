// Decodes the frames of `/ws/streams/`: status updates, execution statistics, errors. Nothing is said there but signs of life.
import { NOTHING, type Update } from '../../../domain/updates'
import type { JobState } from '../../../domain/job-updates'
import { wireTexts } from '../../../texts/wire'
import { isError } from '../../error-frames'
import type { Decoder } from '../../protocol'
import { rejected } from '../../rejection'
import { Rejections } from '../../rejections'
import { found, idOf, isRecord, parseJson, type WireRecord } from '../../wire'
import { disconnect, heartbeat } from './encode'
import {
  CONNECTION_ERROR,
  inPlainWords,
  INVALID_FORMAT,
  PERMISSION_DENIED,
  readError,
  withCode,
} from './errors'
import { Fields } from './fields'
import { readState } from './jobs'
import type { StreamNames } from './rest'
import { SignsOfLife } from './signs-of-life'
import { texts } from './runtime-texts'

/** Told states to remember; a server may invent streams. */
const STREAMS = 10_000

/** What one connection remembers. */
interface Connection {
  names: StreamNames
  states: Map<string, JobState>
  signs: SignsOfLife
}

/** @param isSpoken whether this server understands the documented signs of life */
export function createStreamsDecoder(names: StreamNames, isSpoken: boolean): Decoder {
  const connection: Connection = { names, states: new Map(), signs: new SignsOfLife() }
  return {
    decode: (frame) => {
      const parsed = parseJson(frame)
      if (!parsed.ok) return [rejected(parsed.reason, frame)]
      if (isRecord(parsed.value)) return decodeRecord(parsed.value, frame, connection)
      return [rejected(wireTexts.expected('frame', 'an object', found(parsed.value)), frame)]
    },
    encoder: {
      ping: () => (isSpoken ? connection.signs.send(heartbeat) : null),
      leaving: () => (isSpoken ? connection.signs.send(disconnect) : null),
    },
  }
}

function decodeRecord(record: WireRecord, frame: string, connection: Connection): readonly Update[] {
  const { type } = record
  if (type === 'error' || ((type === undefined || type === null) && isError(record)))
    return decodeError(record, frame, connection)
  if (typeof type !== 'string') return [rejected(wireTexts.expected('type', 'a text', found(type)), frame)]
  connection.signs.heard()
  if (type !== 'status_update' && type !== 'execution_stats') return NOTHING
  const job = idOf(record['stream_id'])
  if (job === null) {
    const given = found(record['stream_id'])
    return [rejected(wireTexts.expected('stream_id', 'a whole number or a text', given), frame)]
  }
  return type === 'status_update'
    ? decodeStatus(job, record, frame, connection)
    : decodeStats(job, record, frame)
}

function decodeStatus(job: string, record: WireRecord, frame: string, { states }: Connection): Update[] {
  const rejections = new Rejections()
  const fields = new Fields(record, 'status_update', rejections)
  const status = fields.text('status')
  if (!status) {
    return [rejected(wireTexts.expected('status', 'a text', found(record['status'])), frame)]
  }
  const read = readState(status)
  if (states.size >= STREAMS) states.clear()
  states.set(job, read.state)
  return [{ kind: 'job-state', job, ...read, time: fields.time('timestamp') }, ...rejections.updates]
}

function decodeStats(job: string, record: WireRecord, frame: string): Update[] {
  const { stats } = record
  if (!isRecord(stats)) return [rejected(wireTexts.expected('stats', 'an object', found(stats)), frame)]
  const rejections = new Rejections()
  const fields = new Fields(stats, 'stats', rejections)
  const progress = {
    processed: fields.count('processed_count'),
    failed: fields.count('failed_count'),
    total: fields.count('total_count'),
    elapsed: fields.duration('execution_time'),
  }
  if (Object.values(progress).every((figure) => figure === null)) {
    rejections.add(() => wireTexts.expected('stats', 'a figure', 'none'), frame)
    return rejections.updates
  }
  return [{ kind: 'job-progress', job, progress }, ...rejections.updates]
}

function decodeError(record: WireRecord, frame: string, connection: Connection): Update[] {
  const error = readError(record)
  if (error === null) return [rejected(wireTexts.expected('error', 'its words', 'none'), frame)]
  const job = idOf(record['stream_id'])
  if (job !== null) {
    connection.signs.heard()
    const rejections = new Rejections()
    const inner = isRecord(record['error']) ? record['error'] : record
    const time = new Fields(inner, 'error', rejections).time('timestamp')
    const message = error.message ?? withCode(error)
    const isFailed = connection.states.get(job) === 'failed'
    const name = connection.names.get(job) ?? texts.stream(job)
    return [
      { kind: 'job-error', job, code: error.code, message, time },
      {
        kind: 'log',
        level: isFailed ? 'CRIT' : 'WARN',
        message: texts.ofStream(name, withCode(error)),
        sensor: null,
        job,
        time,
      },
      ...rejections.updates,
    ]
  }
  switch (error.code) {
    case CONNECTION_ERROR:
      return [{ kind: 'refusal', action: 'reauthenticate', text: inPlainWords(error) }]
    // Nothing is asked for on this link, so it is about all of it.
    case PERMISSION_DENIED:
      return [{ kind: 'refusal', action: 'stop', text: inPlainWords(error) }]
    case null:
    case INVALID_FORMAT:
      if (connection.signs.refuse()) return []
  }
  return [{ kind: 'log', level: 'WARN', message: inPlainWords(error), sensor: null, time: null }]
}
