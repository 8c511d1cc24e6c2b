// The chats of all sources: conversations with what is unread, people with their presence, and what the user tells of
// themselves. Messages stay outside of reactivity; what is to be sent is in outbox.ts.
import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import type { Presence } from '../domain/chat-updates'
import type { ChatNews } from '../domain/changes'
import type { ChatPerson } from '../domain/chat-people'
import { lookAlikes } from '../domain/look-alike'
import type { RecordedChat } from '../domain/recorded-chat'
import { useChatLinks } from './chat-links'
import { useConversationViews, type ConversationView } from './conversation-views'
import { useDrafts } from './draft'
import { useNow } from './now'
import { useOlderMessages } from './older-messages'
import { useOwnPresence } from './own-presence'
import { useOwnTyping } from './own-typing'
import { bump, drop, refIn, type Revisions } from './revisions'
import { useSources } from './sources'
import { useTimeline } from './timeline'

export type { ConversationView, MessageView } from './conversation-views'
export type { OlderMessages } from './older-messages'

/** The chat of one source. */
export interface Room {
  source: string
  label: string
  /** In the order in which they were first told, which never changes by itself (V6). */
  conversations: readonly ConversationView[]
}

export interface PersonView {
  name: string
  /** `null` while it is not known. */
  presence: Presence | null
  isSelf: boolean
  /** Another known name that looks the same. */
  looksLike: string | null
}

/** Conversations of which the newest messages are asked for after a reconnect. */
const CAUGHT_UP = 5

export const useMessages = defineStore('messages', () => {
  const drafts = useDrafts()
  const now = useNow()
  const sources = useSources()
  const timeline = useTimeline()
  const links = useChatLinks()
  const typing = useOwnTyping(links)
  const presence = useOwnPresence(links)
  const older = useOlderMessages()
  const views = useConversationViews(chatOf, (id) => sources.byId.get(id)?.label ?? id)
  /** Bumped when anything but the messages of a known conversation changed. */
  const revisions: Revisions<string> = new Map()
  const people = new Map<string, readonly PersonView[]>()
  const alikes = new Map<string, { size: number; alike: ReadonlyMap<string, string> }>()

  /** In the order of the sources. */
  const rooms = computed<readonly Room[]>(() =>
    sources.configs.map(({ id }) => room(id)).filter((one) => one !== null),
  )
  const unread = computed(() =>
    rooms.value.flatMap(({ conversations }) => conversations).reduce((sum, one) => sum + one.unread, 0),
  )

  function chatOf(source: string): RecordedChat {
    return timeline.source(source).chat
  }

  /** `null` when the source has no chat. */
  function room(source: string): Room | null {
    void refIn(revisions, source).value
    if (!links.abilities(source)) return null
    const conversations = links.conversationsOf(source).map((id) => views.of(source, id))
    return {
      source,
      label: sources.byId.get(source)?.label ?? source,
      conversations: conversations.filter((one) => one !== null),
    }
  }

  /** `null` when it is not known; the one conversation of a source that has no more is always known. */
  function conversation(source: string, id: string): ConversationView | null {
    void refIn(revisions, source).value
    if (!links.abilities(source) || !links.conversationsOf(source).includes(id)) return null
    return views.of(source, id)
  }

  /** In the order in which they became known. */
  function peopleOf(source: string): readonly PersonView[] {
    void refIn(revisions, source).value
    const known = people.get(source)
    if (known) return known
    const { self, people: register } = chatOf(source)
    const all = [...register.all]
    const alike = alikeIn(source, all)
    const own = presence.of(source)
    const seen = all.map(({ name, presence: told }) => ({
      name,
      presence: name === self ? (own ?? told) : told,
      isSelf: name === self,
      looksLike: alike.get(name) ?? null,
    }))
    people.set(source, seen)
    return seen
  }

  /** Names only ever come: it is found anew when there are more. */
  function alikeIn(source: string, all: readonly ChatPerson[]): ReadonlyMap<string, string> {
    const known = alikes.get(source)
    if (known?.size === all.length) return known.alike
    const alike = lookAlikes(all.map(({ name }) => name))
    alikes.set(source, { size: all.length, alike })
    return alike
  }

  /** `null` while it is not known. */
  function connectedCount(source: string): number | null {
    void refIn(revisions, source).value
    return chatOf(source).people.connectedCount
  }

  /** As whom the backend knows us; `null` until it said so. */
  function self(source: string): string | null {
    void refIn(revisions, source).value
    return chatOf(source).self
  }

  function abilities(source: string): ReturnType<typeof links.abilities> {
    void refIn(revisions, source).value
    return links.abilities(source)
  }

  /** What the user chose; `null` where nothing was chosen. */
  function ownPresence(source: string): Presence | null {
    void refIn(revisions, source).value
    return presence.of(source)
  }

  function setPresence(source: string, wanted: Presence): void {
    presence.set(source, wanted)
    change(source)
  }

  /** Asks once more for what may have been missed while nothing was heard (T4). */
  function catchUp(source: string): void {
    if (!links.abilities(source)?.hasHistory) return
    const used = links.conversationsOf(source).slice(-CAUGHT_UP)
    for (const id of used) older.catchUp(source, id)
  }

  function hear({ source, update, added }: ChatNews): void {
    if (update.kind === 'messages') {
      const isEmpty = update.reachesStart === true && update.messages.length === 0
      const begun = isEmpty ? older.noteEmpty(source) : null
      const changed = new Set(update.messages.map(({ conversation: id }) => id))
      if (begun !== null) changed.add(begun)
      for (const id of changed) views.change(source, id)
      for (const id of new Set(added.map(({ conversation: id }) => id))) meet(source, id)
    } else if (update.kind === 'typing' || update.kind === 'conversation') {
      views.change(source, update.conversation)
    } else if (update.kind === 'self') views.changeAll(source)
    else if (update.kind === 'chat-abilities' && !update.presence) presence.forget(source)
    change(source)
  }

  function meet(source: string, id: string): void {
    const recorded = chatOf(source).conversations.get(id)
    if (recorded) views.meet(source, recorded)
  }

  function change(source: string): void {
    people.delete(source)
    bump(revisions, source)
  }

  timeline.onChanges(({ chat }) => {
    for (const news of chat) hear(news)
  })
  // This store may be loaded when a connection is there already.
  for (const { id } of sources.configs) if (links.connectionOf(id) !== null) presence.sayAgain(id)
  links.onConnection((source, isThere) => {
    if (isThere) {
      chatOf(source).miss()
      views.changeAll(source)
      presence.sayAgain(source)
      catchUp(source)
      return
    }
    typing.forgetSource(source)
    chatOf(source).interrupt()
    views.changeAll(source)
    change(source)
  })
  sources.onUnwatched((source, isGone) => {
    typing.forgetSource(source)
    older.forgetSource(source)
    views.forgetSource(source, isGone)
    if (isGone) {
      presence.forget(source)
      drafts.forgetSource(source)
    }
    people.delete(source)
    alikes.delete(source)
    drop(revisions, source)
  })
  views.followMarks(() => sources.configs.map(({ id }) => id))
  watch(
    () => now.time,
    (time) => {
      for (const { id } of sources.configs) {
        for (const ended of chatOf(id).typing.expire(time)) views.change(id, ended)
      }
    },
  )
  for (const { id } of sources.configs) for (const one of chatOf(id).conversations.keys()) meet(id, one)

  return {
    rooms,
    unread,
    room,
    conversation,
    people: peopleOf,
    connectedCount,
    self,
    abilities,
    markRead: views.markRead,
    askOlder: older.ask,
    older: older.of,
    /** What a look-up for older messages brought came before. */
    settleLookup: (_source: string, number: number, failure: string | null) => older.settle(number, failure),
    setPresence,
    ownPresence,
    setTyping: typing.set,
  }
})
