// Conversations as they are shown: made anew only when something about them changed, each message the same object until
// something about it did. Knows which messages are unread.
import { watch } from 'vue'
import { MAIN_CONVERSATION } from '../domain/chat-updates'
import type { RecordedConversation, RecordedMessage } from '../domain/conversation'
import type { RecordedChat } from '../domain/recorded-chat'
import type { EpochMs } from '../domain/updates'
import { chatTexts } from '../texts/chat'
import { conversationKey, isOfSource, useReadMarks } from './read-marks'
import { bump, drop, refIn, type Revisions } from './revisions'

export interface MessageView {
  /** The same as long as this page is open. */
  key: string
  author: string | null
  text: string
  /** On the backend's clock. */
  time: EpochMs
  /** Whether the backend told the time; else it is the arrival's. */
  timed: boolean
  isOwn: boolean
  /** Written by a program. */
  automatic: boolean
  /** Somebody else's, and not read yet. */
  isNew: boolean
  /** Some may be missing right before it (T4). */
  isAfterGap: boolean
}

export interface ConversationView {
  source: string
  id: string
  title: string
  /** The oldest first; another list whenever anything changed. */
  messages: readonly MessageView[]
  unread: number
  /** Whether the first message that there is is among them. */
  reachesStart: boolean
  /** Some may be missing after the newest (T4). */
  endsInGap: boolean
  /** Who else is typing. */
  typing: readonly string[]
}

export function useConversationViews(
  chatOf: (source: string) => RecordedChat,
  labelOf: (id: string) => string,
) {
  const marks = useReadMarks()
  const revisions: Revisions<string> = new Map()
  const views = new Map<string, ConversationView>()
  const messageViews = new WeakMap<RecordedMessage, MessageView>()
  /** Up to which number a conversation was read on this page. */
  const readNumbers = new Map<string, number>()

  /** Depends on the conversation; `null` when there is none. */
  function of(source: string, id: string): ConversationView | null {
    const key = conversationKey(source, id)
    void refIn(revisions, key).value
    const known = views.get(key)
    if (known) return known
    const chat = chatOf(source)
    const recorded = chat.conversations.get(id)
    if (!recorded && id !== MAIN_CONVERSATION) return null
    const messages = recorded?.messages.map(viewer(key, chat.self, recorded)) ?? []
    const view: ConversationView = {
      source,
      id,
      title: recorded?.title ?? (id === MAIN_CONVERSATION ? labelOf(source) : chatTexts.conversation(id)),
      messages,
      unread: messages.reduce((count, { isNew }) => (isNew ? count + 1 : count), 0),
      reachesStart: recorded?.reachesStart ?? false,
      endsInGap: recorded?.endsInGap ?? false,
      typing: chat.typing.namesIn(id).filter((name) => name !== chat.self),
    }
    views.set(key, view)
    return view
  }

  function viewer(
    key: string,
    self: string | null,
    recorded: RecordedConversation,
  ): (message: RecordedMessage) => MessageView {
    const mark = marks.of(key)
    const readNumber = readNumbers.get(key) ?? 0
    return (message) => {
      const { author, text, time, timed, automatic, number, isLive } = message
      const isOwn = self !== null && author === self
      // What came by itself is new, whatever its time says; what was asked for is new if it was written since.
      const isNew = !isOwn && number > readNumber && (isLive || (timed && mark !== null && time > mark))
      const known = messageViews.get(message)
      const isAfterGap = recorded.isAfterGap(message)
      const isSame = known?.isOwn === isOwn && known.isNew === isNew && known.isAfterGap === isAfterGap
      if (isSame) return known
      const view = { key: String(number), author, text, time, timed, isOwn, automatic, isNew, isAfterGap }
      messageViews.set(message, view)
      return view
    }
  }

  /** Everything that is known of the conversation was read. */
  function markRead(source: string, id: string): void {
    const recorded = chatOf(source).conversations.get(id)
    if (!recorded) return
    const key = conversationKey(source, id)
    const newest = recorded.messages.reduce((most, { number }) => Math.max(most, number), 0)
    if (newest <= (readNumbers.get(key) ?? 0)) return
    readNumbers.set(key, newest)
    const last = recorded.messages.findLast(({ timed }) => timed)
    if (last) marks.set(key, last.time)
    change(source, id)
  }

  /** What was there before this browser first looked is nobody's news; what comes after it is, also to the next page. */
  function meet(source: string, { id, messages }: RecordedConversation): void {
    const key = conversationKey(source, id)
    if (marks.of(key) !== null) return
    const before = messages.findLast(({ timed, isLive }) => timed && !isLive)
    const first = messages.find(({ timed }) => timed)
    if (before) marks.set(key, before.time)
    else if (first) marks.set(key, first.time - 1)
  }

  /** Something about the conversation is another now. */
  function change(source: string, id: string): void {
    const key = conversationKey(source, id)
    views.delete(key)
    bump(revisions, key)
  }

  function changeAll(source: string): void {
    for (const id of chatOf(source).conversations.keys()) change(source, id)
    change(source, MAIN_CONVERSATION)
  }

  function forgetSource(source: string, isGone: boolean): void {
    for (const key of [...revisions.keys()]) {
      if (!isOfSource(key, source)) continue
      views.delete(key)
      readNumbers.delete(key)
      drop(revisions, key)
    }
    if (isGone) marks.forgetSource(source)
  }

  /** Read further, maybe in another tab. */
  function hearMark(source: string, { id, messages }: RecordedConversation): void {
    const key = conversationKey(source, id)
    const mark = marks.of(key) ?? -Infinity
    const known = readNumbers.get(key) ?? 0
    const read = messages.reduce(
      (most, { number, time }) => (time <= mark ? Math.max(most, number) : most),
      known,
    )
    if (read === known) return
    readNumbers.set(key, read)
    change(source, id)
  }

  /** @param sources those that are watched now */
  function followMarks(sources: () => readonly string[]): void {
    watch(
      () => marks.kept.value.marks,
      (now, before) => {
        for (const source of sources()) {
          for (const conversation of chatOf(source).conversations.values()) {
            const key = conversationKey(source, conversation.id)
            if (now.get(key) !== before.get(key)) hearMark(source, conversation)
          }
        }
      },
      { flush: 'sync' },
    )
  }

  return { of, markRead, meet, change, changeAll, forgetSource, followMarks }
}
