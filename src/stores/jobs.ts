// The jobs of all sources with their state, freshness and last runs, and the log of a job where somebody asks for it.
// Judged anew when they are told, when links come and go, and each second as they age.
import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import { freshnessOnChange, type Freshness } from '../domain/freshness'
import { jobState } from '../domain/job-state'
import type { Job, JobProgress, JobRun } from '../domain/job-updates'
import { rankOf, standingOf, type CardState } from '../domain/limits'
import type { JobError } from '../domain/recorded-jobs'
import { useEngine } from './engine'
import { useLinks } from './links'
import { useLookupNumbers } from './lookup-numbers'
import { useNow } from './now'
import { useOutdatedJobs } from './outdated-jobs'
import { useSources } from './sources'
import { useTimeline } from './timeline'

export interface JobView {
  /** `source/job`. */
  key: string
  source: string
  job: Job
  /** Whether its backend lists it. */
  listed: boolean
  /** Whether its backend has it no longer: then this is what was last known (T8). */
  isGone: boolean
  freshness: Freshness
  /** Milliseconds since its state was told. */
  ageMs: number
  state: CardState
  /** The state while it was last fresh; `null` unless `state` is `unknown`. */
  lastKnown: CardState | null
  /** 0 when nothing is abnormal; the higher the worse. */
  rank: number
  /** Of the run under way, or of the last one. */
  progress: JobProgress | null
  /** The last one, until a later run succeeds. */
  error: JobError | null
  /** The newest first; empty until they are asked for. */
  runs: readonly JobRun[]
}

/** How it stands with what somebody asked for. */
export interface LookupState {
  asking: boolean
  /** Why it could not be had when it was last asked for. */
  failure: string | null
}

const NOT_ASKED: LookupState = { asking: false, failure: null }

export const useJobs = defineStore('jobs', () => {
  const engine = useEngine()
  const links = useLinks()
  const lookupNumbers = useLookupNumbers()
  const now = useNow()
  const sources = useSources()
  const timeline = useTimeline()
  /** By the job's key. */
  const lookups = shallowReactive(new Map<string, LookupState & { number: number; source: string }>())

  /** In the order of the sources and of their backends, which never changes by itself (V6). */
  const all = computed<readonly JobView[]>(() => sources.configs.flatMap(({ id }) => viewsOf(id)))
  const byKey = computed(() => new Map(all.value.map((view) => [view.key, view])))

  function viewsOf(source: string): JobView[] {
    const { list } = timeline.source(source).jobs
    if (list.length === 0) return []
    const backendNow = sources.serverTime(source)
    return list.map(({ job, listed, isGone, toldAt, heardAt, progress, error, runs }) => {
      const freshness = freshnessOnChange(toldAt, !isGone && links.vouchesFor(source, heardAt, now.time))
      const standing = standingOf(jobState(job.state), freshness)
      return {
        key: keyOf(source, job.id),
        source,
        job,
        listed,
        isGone,
        freshness,
        ageMs: Math.max(backendNow - toldAt, now.time - heardAt, 0),
        ...standing,
        rank: rankOf(standing),
        progress,
        error,
        runs,
      }
    })
  }

  function of(key: string): JobView | null {
    return byKey.value.get(key) ?? null
  }

  /** Asks for the newest runs of a job, unless they are asked for already. They come with the job. */
  function askRuns(source: string, job: string): void {
    const key = keyOf(source, job)
    if (lookup(key).asking) return
    const number = lookupNumbers.next()
    lookups.set(key, { asking: true, failure: null, number, source })
    engine.send({ kind: 'look-up', source, number, lookup: { kind: 'job-runs', job } })
  }

  /** @param key `source/job` */
  function lookup(key: string): LookupState {
    return lookups.get(key) ?? NOT_ASKED
  }

  /** What was asked for came before this, or could not be had. A number that is not known is another's. */
  function settleLookup(source: string, number: number, failure: string | null): void {
    for (const [key, asked] of lookups) {
      if (asked.source === source && asked.number === number)
        lookups.set(key, { ...asked, asking: false, failure })
    }
  }

  useOutdatedJobs()
  sources.onUnwatched((id) => {
    for (const [key, { source }] of lookups) if (source === id) lookups.delete(key)
  })

  return { all, of, askRuns, lookup, settleLookup }
})

function keyOf(source: string, job: string): string {
  return `${source}/${job}`
}
