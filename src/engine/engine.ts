// The engine: takes commands, watches sources, tells what happened. Plain TypeScript over WebSocket, fetch
// and an injected clock, so that it runs in a worker, on the page or in a test alike.
import type { Clock } from '../connection/clock'
import { Intake } from '../connection/intake'
import type { WebSocketConstructor } from '../connection/socket'
import { protocols } from '../protocols/registry'
import { linkTexts } from '../texts/link'
import type { Command, EngineMessage, ExecutionResult, Receive } from './port'
import { WatchedSource } from './watched-source'

export interface EngineOptions {
  clock: Clock
  fetch: typeof fetch
  WebSocketClass: WebSocketConstructor
  /** The page's own origin, without a slash at the end. */
  origin: string
  post: Receive<EngineMessage>
}

/** What was never sent is refused, not unanswered. */
const NOT_WATCHED: ExecutionResult = { status: 'refused', text: linkTexts.notWatched }
/** One frame of the display. */
const DEFAULT_DEBOUNCE_MS = 16

export function createEngine(options: EngineOptions): { receive: Receive<Command>; stop: () => void } {
  const { clock, post } = options
  const sources = new Map<string, WatchedSource>()
  const intake = new Intake({
    clock,
    debounceMs: DEFAULT_DEBOUNCE_MS,
    deliver: (batch) => {
      post({ kind: 'batch', batch })
    },
  })
  /** Commands for a source whose system is still being loaded wait for it, in order. */
  const loading = new Map<string, Command[]>()

  async function watch({ source, credentials }: Extract<Command, { kind: 'watch' }>): Promise<void> {
    if (sources.has(source.id) || loading.has(source.id)) return
    const protocol = protocols.get(source.system)
    if (!protocol) {
      refuse(source.id, linkTexts.unknownSystem(source.system))
      return
    }
    const waiting: Command[] = []
    loading.set(source.id, waiting)
    const loaded = await protocol.load().catch(() => null)
    // Unwatched, or the engine stopped, while its system was loading.
    if (loading.get(source.id) !== waiting) return
    loading.delete(source.id)
    if (!loaded) {
      refuse(source.id, linkTexts.notLoaded)
      answerAll(waiting)
      return
    }
    const runtime = typeof loaded === 'function' ? loaded(source) : loaded
    const watched = new WatchedSource(source, protocol, runtime, { ...options, intake }, credentials)
    sources.set(source.id, watched)
    void watched.refresh()
    for (const command of waiting) receive(command)
  }

  /** There is nothing to read this source with: what its metadata would say, the failure says. */
  function refuse(source: string, failure: string): void {
    post({ kind: 'metadata', source, at: clock.now(), failure })
  }

  /** Of what waited for a source that will not be watched, commands to its backend are answered all the same. */
  function answerAll(waiting: readonly Command[]): void {
    for (const command of waiting) {
      if (command.kind === 'execute' || command.kind === 'examine') receive(command)
    }
  }

  function execute(command: Extract<Command, { kind: 'execute' }>): void {
    const { source: id, number } = command
    const source = sources.get(id)
    if (source) void source.execute(command)
    else post({ kind: 'executed', source: id, number, result: NOT_WATCHED })
  }

  function examine({ source: id, number }: Extract<Command, { kind: 'examine' }>): void {
    const source = sources.get(id)
    if (source) void source.examiner.start(number)
    else post({ kind: 'examined', source: id, number, news: { kind: 'done', complete: false } })
  }

  function unwatch(id: string): void {
    const waiting = loading.get(id) ?? []
    loading.delete(id)
    answerAll(waiting)
    sources.get(id)?.stop()
    sources.delete(id)
    intake.forget(id)
  }

  function receive(command: Command): void {
    const id = sourceOf(command)
    const waiting = id === null || command.kind === 'unwatch' ? undefined : loading.get(id)
    if (waiting && command.kind !== 'watch') {
      waiting.push(command)
      return
    }
    switch (command.kind) {
      case 'watch':
        void watch(command)
        return
      case 'unwatch':
        unwatch(command.source)
        post({ kind: 'unwatched', source: command.source })
        return
      case 'perform':
        sources.get(command.address.source)?.perform(command.address.link, command.effects)
        return
      case 'sign-in':
        void sources.get(command.source)?.signIn(command)
        return
      case 'sign-out':
        void sources.get(command.source)?.signOut()
        return
      case 'fill':
        void sources.get(command.source)?.fill(command.sensors, command.spanMs)
        return
      case 'execute':
        execute(command)
        return
      case 'examine':
        examine(command)
        return
      case 'refresh':
        void sources.get(command.source)?.refresh()
        return
      case 'debounce':
        intake.setDebounce(command.ms)
        return
      case 'taken':
        intake.acknowledge(command.batch)
        return
      case 'clock-jumped':
        for (const source of sources.values()) source.forgetClock()
        return
    }
  }

  return {
    receive,
    stop: () => {
      for (const id of [...sources.keys(), ...loading.keys()]) unwatch(id)
      intake.stop()
    },
  }
}

function sourceOf(command: Command): string | null {
  if (command.kind === 'perform') return command.address.source
  if (!('source' in command)) return null
  return typeof command.source === 'string' ? command.source : command.source.id
}
