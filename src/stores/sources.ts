// The watched sources: their configuration, how they stand with their backend, its clock and its health. What the user
// changed about them comes from own-sources.ts, which is loaded where there is something of the kind.
import { useEventListener, useTimeoutFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, getCurrentScope, ref, shallowRef, watch } from 'vue'
import type { EpochMs } from '../domain/updates'
import type { Session } from '../engine/port'
import type { Credentials, Protocol, SignInFields, SourceConfig } from '../protocols/protocol'
import { protocols } from '../protocols/registry'
import { configurationTexts } from '../texts/configuration'
import type { ConfigurationProblem } from './configuration'
import { readConfigurationFile } from './configuration-file'
import { useEngine } from './engine'
import { useKeptCredentials } from './kept-credentials'
import { useLinks } from './links'
import { useNow } from './now'
import { query } from './query'
import { asDeployed, hasOwn, SOURCES_KEY, type Arrange } from './source-entries'
import { UNKNOWN, useWatchedSources, type SourceStatus } from './watched-sources'

export type { SourceStatus } from './watched-sources'

/** A file that cannot be read is asked for again: the server may be starting, or somebody is mending it. */
const RETRY_MS = 15_000

export const useSources = defineStore('sources', () => {
  const engine = useEngine()
  const links = useLinks()
  const now = useNow()

  /** As the deployment configured them, whatever the user made of them. */
  const deployed = shallowRef<readonly SourceConfig[]>([])
  const proxies = shallowRef<ReadonlyMap<string, string>>(new Map())
  /** What is wrong with what this browser keeps of them. */
  const keptProblems = shallowRef<readonly ConfigurationProblem[]>([])
  const problems = shallowRef<readonly ConfigurationProblem[]>([])
  const demoFaults = ref<string | null>(null)
  /** `loading` until `watchdeck.json` was read. */
  const phase = ref<'loading' | 'ready'>('loading')
  const kept = useKeptCredentials()
  const watched = useWatchedSources(kept)
  const { entries, configs, statuses, signedOutByHand } = watched
  const scope = getCurrentScope()
  const retry = useTimeoutFn(() => void load(), RETRY_MS, { immediate: false })
  /** Each reading of the file has a number; what an older one still says changes nothing. */
  let reading = 0
  let arrange: Arrange = asDeployed

  const byId = computed(() => new Map(entries.value.map(({ config }) => [config.id, config])))

  // Another tab may be the first to add something.
  useEventListener('storage', ({ key }) => {
    if (key === SOURCES_KEY && phase.value === 'ready') void loadOwn()
  })

  async function load(): Promise<void> {
    const own = ++reading
    const [configuration] = await Promise.all([readConfigurationFile(), hasOwn() ? loadOwn() : null])
    if (own !== reading) return
    deployed.value = configuration.sources
    proxies.value = configuration.proxies
    problems.value = configuration.problems
    demoFaults.value = configuration.demoFaults
    phase.value = 'ready'
    apply()
    if (!configuration.readable) retry.start()
  }

  /** Without them the page watches what the deployment says, and says what is missing. */
  async function loadOwn(): Promise<void> {
    const loaded = await import('./own-sources').catch(() => null)
    if (!loaded) keptProblems.value = [configurationTexts.ownNotLoaded]
    else follow(loaded.useOwnSources())
  }

  /** From now on the user's own are watched besides, and the deployment's as the user wants them. */
  function follow(own: { arrange: Arrange }): void {
    if (arrange !== asDeployed) return
    scope?.run(() => {
      watch(
        () => own.arrange,
        (changed) => {
          arrange = changed
          if (phase.value === 'ready') apply()
        },
        { immediate: true, flush: 'sync' },
      )
    })
  }

  function apply(): void {
    const arrangement = arrange(deployed.value)
    if (arrange !== asDeployed) keptProblems.value = arrangement.problems
    watched.watchOnly(arrangement.entries)
  }

  /** Watches nothing any more; nothing is left running. */
  function stop(): void {
    reading++
    retry.stop()
    watched.stopAll()
  }

  function protocolOf(source: string): Protocol | null {
    return protocols.get(byId.value.get(source)?.system ?? '') ?? null
  }

  function status(source: string): SourceStatus {
    return statuses.get(source) ?? UNKNOWN
  }

  function note(source: string, change: Partial<SourceStatus>): void {
    if (statuses.has(source)) statuses.set(source, { ...status(source), ...change })
  }

  function noteSession(source: string, session: Session, credentials: Credentials | null): void {
    if (!statuses.has(source)) return
    note(source, { session, ...(session.state === 'signed-in' ? { signInFailure: null } : {}) })
    kept.keep(source, credentials)
  }

  /** @param stay whether the sign-in outlives this session of the browser */
  function signIn(source: string, method: string, fields: SignInFields, stay = false): void {
    signedOutByHand.delete(source)
    kept.stay(source, stay)
    note(source, { signInFailure: null })
    engine.send({ kind: 'sign-in', source, method, fields })
  }

  function signOut(source: string): void {
    signedOutByHand.add(source)
    engine.send({ kind: 'sign-out', source })
  }

  /** Whether somebody signed out of it here; then nothing about it is amiss. */
  function isSignedOut(source: string): boolean {
    return signedOutByHand.has(source)
  }

  /** Reads sensors, limits and health again. */
  function refresh(source: string): void {
    engine.send({ kind: 'refresh', source })
  }

  /** Whether only the user can bring this source back. */
  function needsSignIn(source: string): boolean {
    const config = byId.value.get(source)
    if (!config?.auth) return false
    const refused = links.of(source).some(({ state }) => state.value.failure?.remedy === 'sign-in')
    return refused && links.of(source).every(({ state }) => state.value.socket === 'halted')
  }

  /** This moment, or `at`, on the source's clock as far as it is known (K2). */
  function serverTime(source: string, at: EpochMs = now.time): EpochMs {
    return at + (status(source).clock?.offsetMs ?? 0)
  }

  return {
    deployed,
    proxies,
    entries,
    configs,
    byId,
    keptProblems,
    problems,
    demoFaults,
    phase,
    load,
    follow,
    stop,
    onUnwatched: watched.onUnwatched,
    noteUnwatched: watched.noteUnwatched,
    hears: watched.hears,
    protocolOf,
    status,
    note,
    noteSession,
    signIn,
    signOut,
    isSignedOut,
    refresh,
    needsSignIn,
    serverTime: query(serverTime),
  }
})
