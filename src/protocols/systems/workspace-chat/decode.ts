// Decodes the frames of `/ws`: documented shapes first, those of newer servers too.
import { NOTHING, type Update } from '../../../domain/updates'
import { errorWords, isError } from '../../error-frames'
import type { Decoder, SourceConfig } from '../../protocol'
import { rejected } from '../../rejection'
import { found, isRecord, parseJson, text, type WireRecord } from '../../wire'
import { Connection } from './connection'
import { generationOf } from './generation'
import { readMessage } from './messages'
import { countOf, readPresence, readTyping, readUserCount } from './people'
import { refusalOf } from './refusals'
import { readingTexts as texts } from './reading-texts'
import { texts as formTexts } from './texts'

export function createDecoder(source: SourceConfig): Decoder {
  const connection = new Connection(generationOf(source))
  return {
    encoder: connection,
    decode: (frame) => {
      const parsed = parseJson(frame)
      if (!parsed.ok) return [rejected(parsed.reason, frame)]
      if (!isRecord(parsed.value)) {
        return [rejected(texts.expected('frame', 'an object', found(parsed.value)), frame)]
      }
      const updates = decodeRecord(parsed.value, frame, connection)
      const isUnderstood = updates.some(({ kind }) => kind !== 'rejection')
      return isUnderstood ? [...updates, ...connection.dialect.tell()] : updates
    },
  }
}

function decodeRecord(record: WireRecord, frame: string, connection: Connection): readonly Update[] {
  const { type, data } = record
  switch (type) {
    case 'connected':
      return decodeConnected(record, frame, connection)
    case 'auth:ack':
      return decodeAcknowledgement(record, frame, connection)
    case 'message:new':
      return inside(data, frame, (message) => decodeMessage(message, frame, connection))
    case 'presence:update':
      return inside(data, frame, (told) => [readPresence(told, frame)])
    case 'typing:indicator':
      return inside(data, frame, (told) => [readTyping(told, frame)])
    case 'userCount':
      return decodeUserCount(record, frame, connection)
    case 'pong':
      return [{ kind: 'pong' }]
    case 'error':
      return decodeError(record, frame, connection)
    default:
      return decodeOther(record, frame, connection)
  }
}

/** What is wrong with a part of the greeting costs that part: the server greeted. */
function decodeConnected(record: WireRecord, frame: string, connection: Connection): Update[] {
  const { userId, username, connectedUsers = null } = record
  if (text(userId) !== null) connection.dialect.hear('documented', 'likely')
  const updates: Update[] = [{ kind: 'greeting' }, ...introduce(username, connection)]
  const count = countOf(connectedUsers)
  if (count !== null) updates.push({ kind: 'connected', people: null, count })
  if (text(username) === null) {
    updates.push(rejected(texts.expected('username', 'a text', found(username)), frame))
  }
  if (count === null && connectedUsers !== null) {
    updates.push(rejected(texts.expected('connectedUsers', 'a whole number', found(connectedUsers)), frame))
  }
  return updates
}

/** The answer to `auth`: {"type":"auth:ack","ok":true} (field note). */
function decodeAcknowledgement(record: WireRecord, frame: string, connection: Connection): Update[] {
  const { ok, user } = record
  if (typeof ok !== 'boolean') return [rejected(texts.expected('ok', 'true or false', found(ok)), frame)]
  if (ok) {
    connection.dialect.hear('newer', 'likely')
    const name = record['username'] ?? (isRecord(user) ? user['username'] : undefined)
    return [{ kind: 'greeting' }, ...introduce(name, connection)]
  }
  const words = errorWords(record)
  const { signInRefused, signInRefusedBecause } = formTexts.refusals
  const refusal = refusalOf(record) ?? {
    action: 'reauthenticate' as const,
    text: words === null ? signInRefused : signInRefusedBecause(words),
  }
  return [{ kind: 'refusal', action: refusal.action, text: refusal.text }]
}

/** As whom we are known: as the server says, else as whom we came. */
function introduce(name: unknown, connection: Connection): Update[] {
  connection.self = text(name) ?? connection.self
  return connection.self === null ? [] : [{ kind: 'self', name: connection.self }]
}

function decodeMessage(record: WireRecord, frame: string, connection: Connection): Update[] {
  const { message, faults } = readMessage(record)
  if (typeof record['id'] === 'number' && faults.length === 0) connection.dialect.hear('newer', 'certain')
  const rejections = faults.map((fault) => rejected(fault, frame))
  if (!message) return rejections
  connection.hearMessageOf(message.author)
  return [{ kind: 'messages', messages: [message] }, ...rejections]
}

/** What is half broken proves no generation. */
function decodeUserCount(record: WireRecord, frame: string, connection: Connection): Update[] {
  const updates = readUserCount(record, frame)
  if (updates.every(({ kind }) => kind === 'connected')) connection.dialect.hear('newer', 'certain')
  return updates
}

function decodeError(record: WireRecord, frame: string, connection: Connection): Update[] {
  const refusal = refusalOf(record)
  if (refusal) return [{ kind: 'refusal', action: refusal.action, text: refusal.text }]
  const words = errorWords(record)
  if (words === null) return [rejected(texts.expected('error', 'its words', 'none'), frame)]
  const log: Update = { kind: 'log', level: 'WARN', message: words, sensor: null, time: null }
  return connection.hearError(words) === 'message' ? [{ kind: 'message-refused', text: words }, log] : [log]
}

/** A refusal may be a type of its own; an error may have none. */
function decodeOther(record: WireRecord, frame: string, connection: Connection): readonly Update[] {
  const { type } = record
  const hasNoType = type === undefined || type === null
  if (hasNoType && (isError(record) || record['success'] === false)) {
    return decodeError(record, frame, connection)
  }
  if (typeof type !== 'string') return [rejected(texts.expected('type', 'a text', found(type)), frame)]
  const refusal = refusalOf({ type })
  return refusal ? [{ kind: 'refusal', action: refusal.action, text: refusal.text }] : NOTHING
}

function inside(data: unknown, frame: string, read: (data: WireRecord) => Update[]): Update[] {
  return isRecord(data) ? read(data) : [rejected(texts.expected('data', 'an object', found(data)), frame)]
}
