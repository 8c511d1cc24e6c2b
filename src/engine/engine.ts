// The engine: takes commands, watches sources, tells what happened. Plain TypeScript over WebSocket, fetch
// and an injected clock, so that it runs in a worker, on the page or in a test alike.
import { Intake } from '../connection/intake'
import { protocols } from '../protocols/registry'
import { linkTexts } from '../texts/link'
import type { Command, ExecutionResult, Receive } from './port'
import type { Surroundings } from './surroundings'
import { WatchedSource } from './watched-source'

/** `origin` is the page's own, without a slash at the end. */
export type EngineOptions = Omit<Surroundings, 'intake'>

/** A command whose number comes back with the answer. */
type NumberedCommand = Extract<Command, { number: number }>

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

  /** Of what waited for a source that will not be watched, what somebody waits for is answered all the same. */
  function answerAll(waiting: readonly Command[]): void {
    for (const command of waiting) if ('number' in command) decline(command)
  }

  /** Nothing of it was done. */
  function decline(command: NumberedCommand): void {
    const { number } = command
    const source = sourceOf(command)
    switch (command.kind) {
      case 'execute':
        post({ kind: 'executed', source, number, result: NOT_WATCHED })
        return
      case 'send':
        post({ kind: 'sent', source, number, result: { status: 'not-connected' } })
        return
      case 'look-up':
        post({ kind: 'looked-up', source, number, failure: linkTexts.notWatched })
        return
      case 'examine':
        post({ kind: 'examined', source, number, news: { kind: 'done', complete: false } })
        return
    }
  }

  function carryOut(command: NumberedCommand): void {
    const source = sources.get(sourceOf(command))
    if (!source) {
      decline(command)
      return
    }
    switch (command.kind) {
      case 'execute':
        void source.execute(command)
        return
      case 'send':
        source.send(command)
        return
      case 'look-up':
        void source.lookUp(command)
        return
      case 'examine':
        void source.examiner.start(command.number)
        return
    }
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
      case 'send':
      case 'look-up':
      case 'examine':
        carryOut(command)
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

function sourceOf(command: NumberedCommand): string
function sourceOf(command: Command): string | null
function sourceOf(command: Command): string | null {
  if ('address' in command) return command.address.source
  if (!('source' in command)) return null
  return typeof command.source === 'string' ? command.source : command.source.id
}
