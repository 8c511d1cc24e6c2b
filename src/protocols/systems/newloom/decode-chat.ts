// Decodes the frames of `/ws/chat/`: documented shapes first, those of the running server accepted too.
import { NOTHING, type Update } from '../../../domain/updates'
import { wireTexts } from '../../../texts/wire'
import { isError } from '../../error-frames'
import type { Decoder } from '../../protocol'
import { excerpt } from '../../redaction'
import { rejected } from '../../rejection'
import { found, idOf, isRecord, parseJson, text, type WireRecord } from '../../wire'
import { decodeChatError } from './chat-errors'
import { ChatConnection, type ChatTerms } from './chat-connection'
import { readExchange, readMessage } from './messages'
import type { Dialect } from './options'

/** The frames that only one dialect has. */
const DIALECTS: ReadonlyMap<string, Dialect> = new Map<string, Dialect>([
  ['message', 'documented'],
  ['typing', 'documented'],
  ['chat_message', 'deployed'],
  ['status', 'deployed'],
  ['process_complete', 'deployed'],
  ['chat_renamed', 'deployed'],
])

export function createChatDecoder(terms: ChatTerms): Decoder {
  const connection = new ChatConnection(terms)
  return {
    decode: (frame) => {
      const updates = decode(frame, connection)
      const isUnderstood = updates.length === 0 || updates.some(({ kind }) => kind !== 'rejection')
      connection.hasHeard ||= isUnderstood
      return isUnderstood ? [...connection.news(), ...updates] : updates
    },
    encoder: connection.encoder,
  }
}

function decode(frame: string, connection: ChatConnection): readonly Update[] {
  const parsed = parseJson(frame)
  if (!parsed.ok) return [rejected(parsed.reason, frame)]
  if (!isRecord(parsed.value)) {
    return [rejected(wireTexts.expected('frame', 'an object', found(parsed.value)), frame)]
  }
  const record = parsed.value
  const { type } = record
  const isUntyped = type === undefined || type === null
  if (type === 'error' || (isUntyped && isError(record))) return decodeChatError(record, frame, connection)
  if (typeof type !== 'string') return [rejected(wireTexts.expected('type', 'a text', found(type)), frame)]
  learn(type, connection)
  return decodeTyped(type, record, frame, connection)
}

/** A heartbeat is the running server's own; one that follows ours may be an echo of it, and tells nothing. */
function learn(type: string, { dialect, unanswered }: ChatConnection): void {
  const only = type === 'heartbeat' && !unanswered.isSignFirst ? 'deployed' : DIALECTS.get(type)
  if (only) dialect.saw(only)
  unanswered.forgetSigns()
}

function decodeTyped(
  type: string,
  record: WireRecord,
  frame: string,
  connection: ChatConnection,
): readonly Update[] {
  switch (type) {
    case 'message':
      return readMessage(record['message'], frame, connection)
    case 'typing':
      return decodeTyping(record, frame, connection)
    case 'chat_message':
      return [...connection.noLongerBusy(), ...readExchange(record, frame, connection)]
    case 'status':
      return decodeStatus(record, frame, connection)
    case 'process_complete':
      return connection.noLongerBusy()
    case 'chat_renamed':
      return decodeRenamed(record, frame, connection)
    default:
      return NOTHING
  }
}

function decodeTyping(record: WireRecord, frame: string, { main }: ChatConnection): Update[] {
  const person = text(record['user'])
  const isTyping = record['is_typing']
  if (person === null) {
    return [rejected(wireTexts.expected('user', 'a text', found(record['user'])), frame)]
  }
  if (typeof isTyping !== 'boolean') {
    return [rejected(wireTexts.expected('is_typing', 'true or false', found(isTyping)), frame)]
  }
  return [{ kind: 'typing', conversation: main.conversationOf(idOf(record['chat_id'])), person, isTyping }]
}

/** What the assistant does with the message that it works on. */
function decodeStatus(record: WireRecord, frame: string, connection: ChatConnection): Update[] {
  const message = text(record['message'])
  if (message === null) {
    return [rejected(wireTexts.expected('message', 'a text', found(record['message'])), frame)]
  }
  const conversation = connection.unanswered.firstMessage?.conversation
  const log: Update = { kind: 'log', level: 'INFO', message: excerpt(message), sensor: null, time: null }
  return conversation === undefined ? [log] : [log, connection.busy(conversation)]
}

function decodeRenamed(record: WireRecord, frame: string, { main }: ChatConnection): Update[] {
  const chat = idOf(record['chat_id'])
  const title = text(record['new_title'])
  if (chat === null) {
    const given = found(record['chat_id'])
    return [rejected(wireTexts.expected('chat_id', 'a whole number or a text', given), frame)]
  }
  if (title === null) {
    return [rejected(wireTexts.expected('new_title', 'a text', found(record['new_title'])), frame)]
  }
  return [{ kind: 'conversation', conversation: main.conversationOf(chat), title }]
}
