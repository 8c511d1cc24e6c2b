// Watches the sources that are to be watched, and no others: what changes is unwatched and watched anew, what goes
// leaves nothing behind (C6). Part of the store of sources, which nobody else calls.
import { shallowReactive, shallowRef } from 'vue'
import type { ClockOffset } from '../domain/clock-offset'
import type { EpochMs } from '../domain/updates'
import type { Session } from '../engine/port'
import type { SourceConfig } from '../protocols/protocol'
import { protocols } from '../protocols/registry'
import { useEngine } from './engine'
import type { KeptCredentials } from './kept-credentials'
import { useLinks } from './links'
import { isSameBackend, isSameWatch, type SourceEntry } from './source-entries'

/** How a source stands; everything here is replaced, never changed in place. */
export interface SourceStatus {
  session: Session | null
  clock: ClockOffset | null
  /** When sensors and limits were last read, on the backend's clock. */
  metadataAt: EpochMs | null
  /** Why the last reading of them failed. */
  metadataFailure: string | null
  signInFailure: string | null
}

/** Told when a source is watched no longer; `isGone` when it is not configured any more either. */
type Unwatched = (source: string, isGone: boolean) => void

export const UNKNOWN: SourceStatus = {
  session: null,
  clock: null,
  metadataAt: null,
  metadataFailure: null,
  signInFailure: null,
}

export function useWatchedSources(kept: KeptCredentials) {
  const engine = useEngine()
  const links = useLinks()

  /** All there are, in the order in which the user wants them. */
  const entries = shallowRef<readonly SourceEntry[]>([])
  /** Those that are watched, in this order. */
  const configs = shallowRef<readonly SourceConfig[]>([])
  const statuses = shallowReactive(new Map<string, SourceStatus>())
  /** Who signed out by hand is not signed in again behind their back. */
  const signedOutByHand = new Set<string>()
  const listeners = new Set<Unwatched>()
  /** Of these the engine may still have something on its way from before they were unwatched. */
  const leaving = new Map<string, number>()

  /** Watches what is to be watched, and nothing else; what did not change stays as it is. */
  function watchOnly(wanted: readonly SourceEntry[]): void {
    const before = entries.value
    const watched = new Map(configs.value.map((config) => [config.id, config]))
    const next = wanted.filter(({ isOff }) => !isOff).map(({ config }) => config)
    const byNextId = new Map(next.map((config) => [config.id, config]))
    for (const entry of before) {
      const { id } = entry.config
      const now = wanted.find(({ config }) => config.id === id)?.config
      const other = byNextId.get(id)
      const isGone = now === undefined && entry.isOwn
      const known = watched.get(id)
      if (known && !(other && isSameWatch(known, other))) unwatch(id, isGone)
      else if (!known && isGone) tellUnwatched(id, true)
      // A token is for the backend that gave it (C7).
      if (now ? !isSameBackend(entry.config, now) : isGone) forgetSignIn(id)
    }
    entries.value = wanted
    configs.value = next
    for (const config of next) if (!statuses.has(config.id)) watch(config)
  }

  function unwatch(id: string, isGone: boolean): void {
    tellUnwatched(id, isGone)
    links.remove(id)
    engine.send({ kind: 'unwatch', source: id })
    leaving.set(id, (leaving.get(id) ?? 0) + 1)
    statuses.delete(id)
  }

  function tellUnwatched(id: string, isGone: boolean): void {
    for (const listener of listeners) listener(id, isGone)
  }

  function forgetSignIn(id: string): void {
    kept.keep(id, null)
    signedOutByHand.delete(id)
  }

  /** Calls back before the links of a source go; the returned function takes it back. */
  function onUnwatched(listener: Unwatched): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  /** The engine has nothing more on its way from before. */
  function noteUnwatched(id: string): void {
    const left = (leaving.get(id) ?? 1) - 1
    if (left > 0) leaving.set(id, left)
    else leaving.delete(id)
  }

  /** Whether what the engine tells of a source is for the source as it is watched now. */
  function hears(id: string): boolean {
    return statuses.has(id) && !leaving.has(id)
  }

  function watch(config: SourceConfig): void {
    const protocol = protocols.get(config.system)
    if (!protocol) return
    statuses.set(config.id, UNKNOWN)
    engine.send({ kind: 'watch', source: config, credentials: kept.of(config.id) })
    for (const description of protocol.links) links.add(config, description, () => canRenew(config))
  }

  function canRenew({ id, auth }: SourceConfig): boolean {
    return auth !== null && auth.automatic !== null && !signedOutByHand.has(id)
  }

  /** Nothing is left running; what is known stays. */
  function stopAll(): void {
    for (const { id } of configs.value) {
      links.remove(id)
      engine.send({ kind: 'unwatch', source: id })
    }
    entries.value = []
    configs.value = []
    statuses.clear()
    leaving.clear()
  }

  return {
    entries,
    configs,
    statuses,
    signedOutByHand,
    watchOnly,
    stopAll,
    onUnwatched,
    noteUnwatched,
    hears,
  }
}
