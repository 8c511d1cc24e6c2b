// Connects the stores: what the engine tells goes to the store that owns it, and what the browser
// tells goes to the links. The only place that knows all of them.
import { useDocumentVisibility, useEventListener } from '@vueuse/core'
import { effectScope, onScopeDispose, watch, type EffectScope } from 'vue'
import type { EnginePlace } from '../engine/client'
import type { EngineMessage, Receive } from '../engine/port'
import { useAlarms } from './alarms'
import { useArchive } from './archive'
import { useEngine } from './engine'
import { useCommands } from './commands'
import { useConditions } from './conditions'
import { useFirstValues } from './first-values'
import { useJobs } from './jobs'
import { useJournal } from './journal'
import { useLinks } from './links'
import { useNow } from './now'
import { usePreferences } from './preferences'
import { useSources } from './sources'
import { useTimeline } from './timeline'

/** Hidden pages still evaluate, but nobody watches them draw (DESIGN.md, Debounce). */
const HIDDEN_DEBOUNCE_MS = 250

/** Starts watching; stop the returned scope to end it without leaving anything behind (C6). */
export function startWatching(place: EnginePlace): EffectScope {
  const scope = effectScope(true)
  scope.run(() => {
    const engine = useEngine()
    const firstValues = useFirstValues()
    const links = useLinks()
    const now = useNow()
    const preferences = usePreferences()
    const sources = useSources()
    const timeline = useTimeline()
    const visibility = useDocumentVisibility()
    useConditions()
    useAlarms()
    useJournal()
    useArchive().start()

    firstValues.start()
    now.resume()
    engine.start(place, createRoute())
    const deaf = [
      links.onNews(({ address, modeChanged, fellSilent, catchUp }) => {
        if (modeChanged) timeline.interrupt(address.source)
        if (fellSilent) timeline.miss(address.source)
        if (catchUp) timeline.catchUp(address.source)
      }),
      now.onJump(() => {
        engine.send({ kind: 'clock-jumped' })
        links.receiveAll({ kind: 'resumed' })
      }),
    ]
    watch(
      () =>
        firstValues.areShown && sources.configs.some(({ id }) => sources.protocolOf(id)?.chat !== undefined),
      startChat,
      { immediate: true },
    )
    useEventListener(window, 'online', () => links.receiveAll({ kind: 'online' }))
    useEventListener(document, 'resume', () => now.wake())
    watch(
      [visibility, () => preferences.debounceMs],
      ([visible, ms]) => {
        engine.send({ kind: 'debounce', ms: visible === 'hidden' ? Math.max(ms, HIDDEN_DEBOUNCE_MS) : ms })
        // The first frame that is drawn shows every value's true age (C8); and who is hidden is known to tick slowly.
        now.tick()
      },
      { immediate: true },
    )
    onScopeDispose(() => {
      sources.stop()
      engine.stop()
      now.pause()
      for (const stop of deaf) stop()
    })
    void sources.load()
  })
  return scope
}

/** The stores are looked up once: a message of a stopped page must not find those of the next. */
function createRoute(): Receive<EngineMessage> {
  const commands = useCommands()
  const jobs = useJobs()
  const links = useLinks()
  const sources = useSources()
  const timeline = useTimeline()
  return (message) => {
    const about = 'address' in message ? message.address.source : 'source' in message ? message.source : null
    const isAnswer = message.kind === 'unwatched' || 'number' in message
    // What was on its way when its source was unwatched is for nobody, least of all for the one that took its place.
    if (about !== null && !isAnswer && !sources.hears(about)) return
    switch (message.kind) {
      case 'batch':
        timeline.take({
          ...message.batch,
          parts: message.batch.parts.filter(({ source }) => sources.hears(source)),
        })
        return
      case 'unwatched':
        sources.noteUnwatched(message.source)
        return
      case 'link-event':
        links.receive(message.address, message.event)
        return
      case 'counters':
        links.count(message.address, message.counters)
        return
      case 'session':
        sources.noteSession(message.source, message.session, message.credentials)
        return
      case 'sign-in-failed':
        sources.note(message.source, { signInFailure: message.text })
        return
      case 'executed':
        commands.settle(message.number, message.result)
        return
      case 'sent':
        void hearOutbox(message)
        return
      case 'looked-up':
        jobs.settleLookup(message.source, message.number, message.failure)
        void hearMessages(message)
        return
      case 'examined':
        void hearDoctor(message)
        return
      case 'clock':
        sources.note(message.source, { clock: message.offset })
        return
      case 'metadata':
        sources.note(message.source, {
          metadataFailure: message.failure,
          ...(message.failure === null ? { metadataAt: message.at } : {}),
        })
        return
    }
  }
}

/** Who asked for an examination has loaded what hears of it already; nobody else needs it. */
async function hearDoctor({
  source,
  number,
  news,
}: Extract<EngineMessage, { kind: 'examined' }>): Promise<void> {
  const { useDoctor } = await import('./doctor')
  useDoctor().take(source, number, news)
}

/** What is written is sent, and what is unread is counted, whatever view is open. */
async function startChat(isWanted: boolean): Promise<void> {
  if (!isWanted) return
  // Without it nothing is sent until Messages is opened, which says what could not be loaded.
  const loaded = await import('./outbox').catch(() => null)
  loaded?.useOutbox()
}

async function hearOutbox({
  source,
  number,
  result,
}: Extract<EngineMessage, { kind: 'sent' }>): Promise<void> {
  const { useOutbox } = await import('./outbox')
  useOutbox().settleSend(source, number, result)
}

async function hearMessages({
  source,
  number,
  failure,
}: Extract<EngineMessage, { kind: 'looked-up' }>): Promise<void> {
  const { useMessages } = await import('./messages')
  useMessages().settleLookup(source, number, failure)
}
