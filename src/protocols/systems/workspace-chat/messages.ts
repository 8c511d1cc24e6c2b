// Reads messages, which have other names on the socket, in newer frames and over REST (PROTOCOLS.md, field notes).
// What is there is shown: a message may lack its author or its text, but not both.
import { MAIN_CONVERSATION, type ChatMessage } from '../../../domain/chat-updates'
import type { Update } from '../../../domain/updates'
import { Rejections } from '../../rejections'
import { found, isoTime, isRecord, text, type WireRecord } from '../../wire'
import { nameIn } from './people'
import { readingTexts as texts } from './reading-texts'

export interface ReadMessage {
  /** `null` where there is none to show. */
  message: ChatMessage | null
  /** What could not be understood of it. */
  faults: string[]
}

export function readMessage(record: WireRecord): ReadMessage {
  const faults: string[] = []
  const author = nameIn(record)
  if (typeof author === 'object' && author !== null) faults.push(author.fault)
  const words = wordsIn(record, faults)
  const time = timeIn(record, faults)
  const name = typeof author === 'string' ? author : null
  if (name === null && words === '') {
    return { message: null, faults: [texts.expected('message', 'a username or a text', 'neither')] }
  }
  const id = stableId(record['id'])
  return { message: { id, conversation: MAIN_CONVERSATION, author: name, text: words, time }, faults }
}

/**
 * The messages of `GET /api/messages`, newest first there, as an update with the oldest first.
 * @param asked for how many; where fewer came, there are no more
 */
export function readMessages(rows: readonly unknown[], asked: number): Update[] {
  const rejections = new Rejections()
  const messages: ChatMessage[] = []
  for (const row of rows) {
    const { message, faults } = isRecord(row)
      ? readMessage(row)
      : { message: null, faults: [texts.expected('message', 'an object', found(row))] }
    if (message) messages.push(message)
    for (const fault of faults) rejections.add(() => fault, row)
  }
  return [
    {
      kind: 'messages',
      messages: messages.reverse(),
      // That there may be more is no news: somebody may have asked for more before, and have got it all.
      ...(rows.length < asked && { reachesStart: true }),
    },
    ...rejections.updates,
  ]
}

/** Numbers are the database's and stay; texts such as `msg_1704993600001` differ from client to client. */
function stableId(id: unknown): string | null {
  if (Number.isSafeInteger(id)) return String(id)
  return typeof id === 'string' && /^\d+$/.test(id) ? id : null
}

/** Unchanged, whatever is in it: it is shown as text (V7). Empty where there is none. */
function wordsIn({ text: documented, message }: WireRecord, faults: string[]): string {
  const words = text(documented) ?? text(message)
  if (words !== null) return words
  const told = documented ?? message
  if (told !== undefined && told !== null && told !== '') {
    faults.push(texts.expected('text', 'a text', found(told)))
  }
  return ''
}

function timeIn(record: WireRecord, faults: string[]): number | null {
  const told = record['createdAt'] ?? record['created_at']
  const time = isoTime(told)
  if (time === null && told !== undefined && told !== null) {
    faults.push(texts.expected('createdAt', texts.time, found(told)))
  }
  return time
}
