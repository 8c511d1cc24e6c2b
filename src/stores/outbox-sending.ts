// The sending side of the outbox, at work in the one tab that owns it: one message at a time for each source, each seen to
// come back before the next. What nobody saw come back is uncertain, never sent again by itself.
import { watch, type ComputedRef, type ShallowRef } from 'vue'
import type { ChatNews } from '../domain/changes'
import type { RecordedMessage } from '../domain/conversation'
import { confirmedBy, echoBound, wasSeen } from '../domain/outbox-echo'
import { nextToSend, type OutboxEntry } from '../domain/outbox-queue'
import { SendingRate } from '../domain/outbox-rate'
import type { SendResult } from '../engine/port'
import { formatCount } from '../texts/format'
import { outboxTexts } from '../texts/outbox'
import { useChatLinks } from './chat-links'
import { useEngine } from './engine'
import type { KeptOutbox } from './kept-outbox'
import { useNow } from './now'
import { useOutboxLinks } from './outbox-links'
import { useSeenEchoes } from './seen-echoes'
import { useSources } from './sources'
import { useTimeline } from './timeline'

/** What is on its way from this tab. */
interface Flight {
  id: string
  number: number
  connection: number
  /** On the steady clock. */
  since: number
  /** The engine has handed it to the network. */
  isSent: boolean
}

/** What was sent and not seen to come back for so long is uncertain, unless the system says otherwise. */
const ECHO_WITHIN_MS = 10_000
/** Another tab has seen by then what became of what it sent. */
const OTHERS_WITHIN_MS = 30_000

/** @param ordered what is kept, as it was written */
export function useOutboxSending(
  kept: KeptOutbox,
  ordered: ComputedRef<readonly OutboxEntry[]>,
  isOwner: Readonly<ShallowRef<boolean>>,
) {
  const engine = useEngine()
  const chatLinks = useChatLinks()
  const links = useOutboxLinks(chatLinks)
  const seen = useSeenEchoes()
  const now = useNow()
  const sources = useSources()
  const timeline = useTimeline()
  const flights = new Map<string, Flight>()
  const rates = new Map<string, SendingRate>()
  /** Sources that were found not connected; tried again with the next second. */
  const resting = new Set<string>()
  let sent = 0

  /** What keeps this tab from sending to a source; `null` where nothing does. */
  function hindrance(source: string): string | null {
    if (chatLinks.connectionOf(source) === null) return outboxTexts.notConnected
    const perMinute = chatLinks.abilities(source)?.messagesPerMinute ?? null
    const allows = rateOf(source).allows(performance.now(), perMinute)
    return allows ? null : outboxTexts.rateLimit(formatCount(perMinute ?? 0))
  }

  /** Sends what can be sent, and has the links opened that are needed for it. */
  function serve(): void {
    for (const source of links.want(isOwner.value ? ordered.value : [])) sendNext(source)
  }

  function sendNext(source: string): void {
    const connection = chatLinks.connectionOf(source)
    const address = chatLinks.addressOf(source)
    if (!address || connection === null || flights.has(source) || resting.has(source)) return
    const next = nextToSend(ordered.value, source)
    // Another tab may have discarded it just now.
    const entry = next && kept.look(next.id)
    if (entry?.status !== 'waiting' || hindrance(source) !== null) return
    const { id, conversation, text, author } = entry
    const { self, conversations } = timeline.source(source).chat
    const misdirected = misdirection(entry, self)
    if (misdirected !== null) {
      note(id, 'refused', misdirected)
      sendNext(source)
      return
    }
    const echoAfter = echoBound(conversations.values(), self, text, sources.serverTime(source, Date.now()))
    kept.put({ ...entry, status: 'sending', why: '', author: self ?? author, echoAfter })
    const number = ++sent
    flights.set(source, { id, number, connection, since: performance.now(), isSent: false })
    // Not when the engine answers: the echo may be here before that.
    rateOf(source).note(performance.now())
    engine.send({ kind: 'send', address, number, outgoing: { kind: 'message', conversation, text } })
  }

  /** Whether it would go to another backend, or in another name, than it was written for; in words. */
  function misdirection({ source, author, backend }: OutboxEntry, self: string | null): string | null {
    if (backend !== null && backend !== sources.byId.get(source)?.baseUrl) return outboxTexts.otherBackend
    return self !== null && author !== null && author !== self ? outboxTexts.otherUser(author, self) : null
  }

  /** What became of handing it to the network; that it arrived is told by its echo alone. */
  function settleSend(source: string, number: number, result: SendResult): void {
    const flight = flights.get(source)
    if (flight?.number !== number) return
    switch (result.status) {
      case 'sent':
        flight.isSent = true
        flight.since = performance.now()
        if (chatLinks.connectionOf(source) !== flight.connection) land(source, 'uncertain', outboxTexts.lost)
        break
      case 'not-connected':
        resting.add(source)
        land(source, 'waiting', '')
        break
      case 'not-understood':
      case 'too-long':
        land(source, 'refused', result.text)
        break
    }
    serve()
  }

  function rateOf(source: string): SendingRate {
    const known = rates.get(source)
    if (known) return known
    const rate = new SendingRate()
    const here = sources.serverTime(source, Date.now())
    // What a page sent that is gone counts on: the backend's minute does not end with a page.
    for (const time of seen.times(source)) rate.note(performance.now() - Math.max(here - time, 0))
    rates.set(source, rate)
    return rate
  }

  /** Nothing is on its way to this source any more. */
  function land(source: string, status: OutboxEntry['status'], why: string): void {
    const flight = flights.get(source)
    flights.delete(source)
    if (!flight) return
    if (status === 'uncertain') links.awaitEcho(source, flight.since)
    note(flight.id, status, why)
  }

  function note(id: string, status: OutboxEntry['status'], why: string): void {
    const entry = kept.look(id)
    if (entry) kept.put({ ...entry, status, why })
  }

  function hear({ source, update, added }: ChatNews): void {
    if (!isOwner.value) return
    for (const message of added) meet(source, message, message.isLive)
    if (update.kind === 'message-refused') land(source, 'refused', update.text)
  }

  function of(source: string): OutboxEntry[] {
    return ordered.value.filter((one) => one.source === source)
  }

  /** @param isFresh it was written just now */
  function meet(source: string, message: RecordedMessage, isFresh: boolean): void {
    const { self } = timeline.source(source).chat
    if (self !== null && message.author !== self) return
    const entry = confirmedBy(message, self, of(source), isFresh)
    const isNews = isFresh
      ? self !== null || entry !== null
      : entry !== null && !wasSeenBefore(source, message)
    if (!isNews) return
    // First: a page that is closed between the two must not have forgotten it.
    seen.note(source, message)
    if (!entry) return
    if (flights.get(source)?.id === entry.id) flights.delete(source)
    kept.remove(entry.id)
  }

  function wasSeenBefore(source: string, message: RecordedMessage): boolean {
    const { conversation, text, author, time } = message
    if (time <= seen.forgottenUntil(source)) return true
    const known = timeline.source(source).chat.conversations.get(conversation)?.withText(text) ?? []
    const same = known.filter((one) => one.author === author)
    return wasSeen(message, same, seen.timesOf(source, message))
  }

  /** What was on its way from a tab that is gone may have arrived, and may be seen in what is known already. */
  function takeOver(): void {
    for (const { id, source, status } of ordered.value) {
      if (status !== 'sending' || flights.get(source)?.id === id) continue
      links.awaitEcho(source, performance.now())
      note(id, 'uncertain', outboxTexts.closed)
    }
    for (const source of new Set(ordered.value.map((one) => one.source))) {
      const { conversations } = timeline.source(source).chat
      for (const message of [...conversations.values()].flatMap((one) => one.messages)) {
        meet(source, message, false)
      }
    }
    serve()
  }

  /** Without locks no tab is told that another one went while it sent. */
  function giveUpForOthers(): void {
    for (const { id, source, status, echoAfter } of ordered.value) {
      const isOthers = status === 'sending' && flights.get(source)?.id !== id
      const sinceMs = sources.serverTime(source) - (echoAfter ?? -Infinity)
      if (isOwner.value && isOthers && sinceMs > OTHERS_WITHIN_MS) note(id, 'uncertain', outboxTexts.closed)
    }
  }

  timeline.onChanges(({ chat }) => {
    for (const news of chat) hear(news)
    if (chat.length > 0) serve()
  })
  chatLinks.onConnection((source, isThere) => {
    resting.delete(source)
    if (!isThere && flights.get(source)?.isSent) land(source, 'uncertain', outboxTexts.lost)
    serve()
  })
  sources.onUnwatched((source, isGone) => {
    land(source, 'uncertain', outboxTexts.lost)
    links.release(source)
    if (!isGone) return
    for (const { id } of of(source)) kept.remove(id)
    seen.forgetSource(source)
  })
  watch(
    () => now.time,
    () => {
      resting.clear()
      for (const [source, { since }] of [...flights]) {
        const withinMs = chatLinks.abilities(source)?.echoWithinMs ?? ECHO_WITHIN_MS
        if (performance.now() - since >= withinMs) land(source, 'uncertain', outboxTexts.noEcho)
      }
      giveUpForOthers()
      serve()
    },
  )
  watch(isOwner, (owns) => (owns ? takeOver() : serve()), { immediate: true, flush: 'sync' })

  return { serve, settleSend, hindrance }
}
