// Which message of the backend confirms which of ours: there is no other confirmation than to see it come back.
import { MAIN_CONVERSATION } from './chat-updates'
import { SAME_WITHIN_MS, type RecordedConversation, type RecordedMessage } from './conversation'
import type { OutboxEntry } from './outbox-queue'
import type { EpochMs } from './updates'

/** Clocks, and times in whole seconds, differ by so much. */
const TOLERANCE_MS = 2_000

/**
 * After what time the echo of a message that is sent now must be: nothing that was there before can be it.
 * @param sentAt on the backend's clock as far as it is known
 */
export function echoBound(
  conversations: Iterable<RecordedConversation>,
  self: string | null,
  text: string,
  sentAt: EpochMs,
): EpochMs {
  let bound = sentAt - TOLERANCE_MS
  for (const conversation of conversations) {
    const last = conversation.withText(text).findLast(({ author, timed }) => timed && author === self)
    if (last) bound = Math.max(bound, last.time)
  }
  return bound
}

/** Of several the first of these. A refusal names no message: it may have been about another than was thought. */
const LIKELIEST_FIRST = ['sending', 'uncertain', 'refused'] as const

/**
 * The entry that this message confirms; of several that are as likely the one that was written first.
 * @param self as whom the backend knows us; while it has not said so, who wrote an entry stands for that
 * @param ordered the entries of its source, as they were written
 * @param isFresh it came by itself just now: then it was written just now, whatever its time says
 */
export function confirmedBy(
  message: RecordedMessage,
  self: string | null,
  ordered: readonly OutboxEntry[],
  isFresh: boolean,
): OutboxEntry | null {
  if (message.author === null) return null
  const fitting = ordered.filter((entry) => {
    const wasSent = entry.status === 'refused' ? entry.echoAfter !== null : entry.status !== 'waiting'
    const isLater = entry.echoAfter !== null && message.timed && message.time > entry.echoAfter
    const isOurs = message.author === (self ?? entry.author)
    return (
      wasSent && isOurs && isSameText(entry, message) && isSamePlace(entry, message) && (isFresh || isLater)
    )
  })
  const [likeliest] = LIKELIEST_FIRST.flatMap((one) => fitting.filter(({ status }) => status === one))
  return likeliest ?? null
}

/**
 * Whether it is one of those that were seen before, by a page that may be gone: then it is the echo of another message. Each
 * time stands for one message.
 * @param same the author's messages with its text that are known now, the oldest first
 * @param seenAt when those were written that were seen, in order
 */
export function wasSeen(
  message: RecordedMessage,
  same: readonly RecordedMessage[],
  seenAt: readonly EpochMs[],
): boolean {
  let next = 0
  for (const { number, time } of same) {
    while ((seenAt[next] ?? Infinity) < time - SAME_WITHIN_MS) next++
    const isSeen = (seenAt[next] ?? Infinity) <= time + SAME_WITHIN_MS
    if (number === message.number) return isSeen
    if (isSeen) next++
  }
  return false
}

/** Servers trim, and write the ends of lines in their own way. */
function isSameText({ text }: OutboxEntry, message: RecordedMessage): boolean {
  return text === message.text || plain(text) === plain(message.text)
}

function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim()
}

function isSamePlace({ conversation }: OutboxEntry, message: RecordedMessage): boolean {
  return (
    conversation === message.conversation ||
    conversation === MAIN_CONVERSATION ||
    message.conversation === MAIN_CONVERSATION
  )
}
