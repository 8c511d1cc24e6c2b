// The watched sources: their configuration, how they stand with their backend, its clock and its health.
import { useTimeoutFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef } from 'vue'
import type { ClockOffset } from '../domain/clock-offset'
import type { EpochMs } from '../domain/updates'
import type { Session } from '../engine/port'
import type { Credentials, Protocol, SignInFields, SourceConfig } from '../protocols/protocol'
import { excerpt } from '../protocols/redaction'
import { protocols } from '../protocols/registry'
import { configurationTexts } from '../texts/configuration'
import {
  parseConfiguration,
  unreadable,
  type Configuration,
  type ConfigurationProblem,
} from './configuration'
import { useEngine } from './engine'
import { useKeptCredentials } from './kept-credentials'
import { useLinks } from './links'
import { useNow } from './now'

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

const UNKNOWN: SourceStatus = {
  session: null,
  clock: null,
  metadataAt: null,
  metadataFailure: null,
  signInFailure: null,
}

/** A file that cannot be read is asked for again: the server may be starting, or somebody is mending it. */
const RETRY_MS = 15_000
const FILE_DEADLINE_MS = 10_000

export const useSources = defineStore('sources', () => {
  const engine = useEngine()
  const links = useLinks()
  const now = useNow()

  const configs = shallowRef<readonly SourceConfig[]>([])
  const problems = shallowRef<readonly ConfigurationProblem[]>([])
  const demoFaults = ref<string | null>(null)
  /** `loading` until `watchdeck.json` was read. */
  const phase = ref<'loading' | 'ready'>('loading')
  const statuses = shallowReactive(new Map<string, SourceStatus>())
  /** Who signed out by hand is not signed in again behind their back. */
  const signedOutByHand = new Set<string>()
  const kept = useKeptCredentials()
  const retry = useTimeoutFn(() => void load(), RETRY_MS, { immediate: false })
  /** Each reading of the file has a number; what an older one still says changes nothing. */
  let reading = 0

  const byId = computed(() => new Map(configs.value.map((config) => [config.id, config])))

  async function load(): Promise<void> {
    const own = ++reading
    const configuration = await readFile()
    if (own !== reading) return
    configs.value = configuration.sources
    problems.value = configuration.problems
    demoFaults.value = configuration.demoFaults
    phase.value = 'ready'
    for (const config of configuration.sources) watch(config)
    if (!configuration.readable) retry.start()
  }

  /** Watches nothing any more; nothing is left running. */
  function stop(): void {
    reading++
    retry.stop()
    for (const { id } of configs.value) {
      links.remove(id)
      engine.send({ kind: 'unwatch', source: id })
    }
    configs.value = []
    statuses.clear()
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

  function signIn(source: string, method: string, fields: SignInFields): void {
    signedOutByHand.delete(source)
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
    configs,
    byId,
    problems,
    demoFaults,
    phase,
    load,
    stop,
    protocolOf,
    status,
    note,
    noteSession,
    signIn,
    signOut,
    isSignedOut,
    refresh,
    needsSignIn,
    serverTime,
  }
})

async function readFile(): Promise<Configuration> {
  const problem = (found: string): Configuration =>
    unreadable({ key: configurationTexts.wholeFile, expected: configurationTexts.notFound, found })
  try {
    const response = await fetch(`${import.meta.env.BASE_URL}watchdeck.json`, {
      cache: 'no-cache',
      signal: AbortSignal.timeout(FILE_DEADLINE_MS),
    })
    const body = await response.text()
    if (response.ok) return parseConfiguration(body, location.origin)
    // The development server says in plain text what is wrong with the file; a web server's page is HTML.
    const words = body.trimStart().startsWith('<') ? '' : excerpt(body.trim(), 300)
    return problem(words || configurationTexts.status(response.status))
  } catch {
    return problem(configurationTexts.unreachable)
  }
}
