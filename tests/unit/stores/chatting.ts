// Stores that watch a source with a chat, told things as the engine would tell them.
import { vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import type { ChatMessage, ChatUpdate } from '../../../src/domain/chat-updates'
import type { Provenance } from '../../../src/domain/updates'
import type { Command, SendResult } from '../../../src/engine/port'
import type { ChatAbilities } from '../../../src/protocols/protocol'
import { useMessages } from '../../../src/stores/messages'
import { useOutbox } from '../../../src/stores/outbox'
import { useSources } from '../../../src/stores/sources'
import { START, unwatch } from '../components/watched'
import { batch } from '../domain/recording'
import { watchAndTell } from './telling'

export const ABILITIES: ChatAbilities = {
  link: 'datapoints',
  hasConversations: false,
  hasHistory: true,
  presence: true,
  typing: true,
  messagesPerMinute: 100,
  frameBytes: 1_000,
}

const opened: { $dispose: () => void }[] = []

/** Both sources can chat, the first is live and knows us as "me". */
export async function chatAndTell(
  more: Partial<ChatAbilities> = {},
  kept: Readonly<Record<string, string>> = {},
  openedAt?: number,
) {
  const told = await watchAndTell(undefined, kept, openedAt)
  const sources = useSources()
  const protocol = sources.protocolOf('plant')!
  const chat = { ...ABILITIES, ...more }
  vi.spyOn(sources, 'protocolOf').mockImplementation((id) =>
    sources.byId.has(id) ? { ...protocol, chat } : null,
  )
  const messages = useMessages()
  opened.push(messages)

  function tell(update: ChatUpdate, provenance: Provenance = 'live', source = 'plant'): void {
    const link = provenance === 'live' ? 'datapoints' : null
    told.timeline.take(batch({ source, link, provenance, records: [update], arrivedAt: Date.now() }))
  }
  /** A frame with a message of now, unless told otherwise. */
  function hear(text: string, message: Partial<ChatMessage> = {}): void {
    tell({ kind: 'messages', messages: [written(text, message)] })
  }
  /** An answer with messages. */
  function read(...all: ChatMessage[]): void {
    tell({ kind: 'messages', messages: all }, 'polled')
  }
  function written(text: string, message: Partial<ChatMessage> = {}): ChatMessage {
    return { id: null, conversation: 'main', author: 'ann', text, time: Date.now(), ...message }
  }
  function reconnect(): void {
    told.happen('plant', { kind: 'try-now' })
    told.goLive('plant')
  }
  const entries = told.sources.entries.map((entry) => ({ ...entry, isOwn: true }))
  const arranged = shallowRef(entries)
  told.sources.follow({
    get arrange() {
      const all = arranged.value
      return () => ({ entries: all, problems: [] })
    },
  })
  /** The user switches a source off, or removes it. */
  function arrange(what: 'off' | 'gone'): Promise<void> {
    arranged.value =
      what === 'gone'
        ? entries.filter(({ config }) => config.id !== 'plant')
        : entries.map((entry) => ({ ...entry, isOff: entry.config.id === 'plant' }))
    return nextTick()
  }
  const main = () => messages.conversation('plant', 'main')!

  told.goLive('plant')
  tell({ kind: 'self', name: 'me' })
  told.sent.length = 0
  return { ...told, messages, tell, hear, read, written, main, reconnect, arrange }
}

type Send = Extract<Command, { kind: 'send' }>

/** With an outbox of which all that is sent can be answered. */
export async function outboxAndTell(
  more: Partial<ChatAbilities> = {},
  kept: Readonly<Record<string, string>> = {},
  openedAt?: number,
) {
  const told = await chatAndTell(more, kept, openedAt)
  const outbox = useOutbox()
  opened.push(outbox)
  const sends = (): Send[] =>
    told.sent.filter((one) => one.kind === 'send').filter(({ outgoing }) => outgoing.kind === 'message')
  const texts = () => sends().map(({ outgoing }) => (outgoing.kind === 'message' ? outgoing.text : ''))
  const answer = (result: SendResult = { status: 'sent' }): void =>
    outbox.settleSend('plant', sends().at(-1)!.number, result)
  const echo = (text: string, message: Partial<ChatMessage> = {}): void =>
    told.hear(text, { author: 'me', ...message })
  const post = (text: string) => outbox.post('plant', 'main', text)
  const shown = () => outbox.entries('plant', 'main').map(({ text, status }) => `${text}: ${status}`)
  return { ...told, outbox, sends, texts, answer, echo, post, shown }
}

/** What this browser keeps of the outbox. */
export function keptOutbox(): Record<string, string> {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith('watchdeck:outbox'))
  return Object.fromEntries(keys.map((key) => [key, localStorage.getItem(key)!]))
}

/** Stores of a page that is gone hear of nothing any more. */
export function leave(): void {
  for (const store of opened.splice(0)) store.$dispose()
  unwatch()
}

export { START }
