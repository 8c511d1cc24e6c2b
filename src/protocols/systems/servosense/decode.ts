// Decodes the frames of a workspace: documented shapes first, deployed ones accepted too.
import { NOTHING, type LogLevel, type Update } from '../../../domain/updates'
import type { Decoder, SourceConfig } from '../../protocol'
import { excerpt } from '../../redaction'
import { rejected } from '../../rejection'
import { found, idOf, isRecord, parseJson, text, type WireRecord } from '../../wire'
import { workspaceOf } from './address'
import { readError } from './errors'
import { timeOf } from './fields'
import { readReading } from './readings'
import { texts } from './runtime-texts'
import { ToldUnits } from './units'
import { otherVersion, VersionGate } from './version'

const LEVELS: readonly LogLevel[] = ['INFO', 'WARN', 'CRIT']
const LEVEL_SHOWN = 20

/** What one connection remembers. */
interface Connection {
  source: SourceConfig
  units: ToldUnits
  versions: VersionGate
}

export function createDecoder(source: SourceConfig): Decoder {
  const connection: Connection = { source, units: new ToldUnits(), versions: new VersionGate() }
  return {
    decode: (frame) => {
      const parsed = parseJson(frame)
      if (!parsed.ok) return [rejected(parsed.reason, frame)]
      if (!isRecord(parsed.value)) {
        return [rejected(texts.expected('frame', 'an object', found(parsed.value)), frame)]
      }
      const version = otherVersion(parsed.value['version'])
      if (version !== null) return rejectVersion(version, parsed.value, frame, connection)
      const updates = decodeRecord(parsed.value, frame, connection)
      const isUnderstood = updates.some(({ kind }) => kind !== 'rejection')
      return isUnderstood ? [...connection.versions.ours(), ...updates] : updates
    },
  }
}

function decodeRecord(record: WireRecord, frame: string, connection: Connection): readonly Update[] {
  const type = record['type']
  switch (type) {
    case 'reading':
      return decodeReading(record, frame, connection)
    case 'event':
      return decodeEvent(record, frame)
    case 'info':
      return decodeMessage('INFO', text(record['message']), record, frame)
    case 'error':
      return decodeError(record, frame, connection)
    default:
      if (typeof type === 'string') return NOTHING
      return (type === undefined || type === null) && record['error'] !== undefined
        ? decodeError(record, frame, connection)
        : [rejected(texts.expected('type', 'a text', found(type)), frame)]
  }
}

function decodeReading(record: WireRecord, frame: string, { units }: Connection): readonly Update[] {
  const reading = readReading(record)
  if (typeof reading === 'string') return [rejected(reading, frame, 1)]
  return [...units.tell(reading.sensor, record['unit']), { kind: 'readings', readings: [reading] }]
}

/**
 * A level that nobody knows is a WARN that names it: it may be worse than any that we know, and an INFO would
 * be in the journal only. What else is wrong with an event is told beside it, for its words count most.
 */
function decodeEvent(record: WireRecord, frame: string): Update[] {
  const message = text(record['message'])
  const word = text(record['level'])
  const level = LEVELS.find((known) => known === word?.toUpperCase())
  const words =
    level === undefined && word !== null && message !== null
      ? texts.otherLevel(excerpt(word, LEVEL_SHOWN), message)
      : message
  const updates = decodeMessage(level ?? 'WARN', words, record, frame)
  if (level === undefined && message !== null) {
    updates.push(rejected(texts.expected('level', LEVELS.join(', '), found(record['level'])), frame))
  }
  return updates
}

function decodeError(record: WireRecord, frame: string, { source }: Connection): Update[] {
  const { words, isWorkspaceMissing } = readError(record)
  if (isWorkspaceMissing) {
    return [{ kind: 'refusal', action: 'retry', text: texts.workspaceMissing(workspaceOf(source)) }]
  }
  return decodeMessage('WARN', words, record, frame)
}

/** A log entry, with sensor and time where the record has them; followed by what is wrong with these. */
function decodeMessage(level: LogLevel, message: string | null, record: WireRecord, frame: string): Update[] {
  if (message === null)
    return [rejected(texts.expected('message', 'a text', found(record['message'])), frame)]
  const given = record['sensor_id'] ?? null
  const sensor = idOf(given)
  const { time, fault } = timeOf(record['ts'])
  const updates: Update[] = [{ kind: 'log', level, message: excerpt(message), sensor, time }]
  if (sensor === null && given !== null) {
    updates.push(rejected(texts.expected('sensor_id', 'a whole number or a text', found(given)), frame))
  }
  if (fault !== null) updates.push(rejected(fault, frame))
  return updates
}

/** What a later version means by the same words is not ours to guess. */
function rejectVersion(
  version: string,
  record: WireRecord,
  frame: string,
  { versions }: Connection,
): readonly Update[] {
  const lost = record['type'] === 'reading' ? 1 : 0
  return [...versions.another(version), rejected(texts.otherVersion(version), frame, lost)]
}
