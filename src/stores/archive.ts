// The history that is kept in this browser: whether it is, how much, and why not. Light, for it is part of the first
// view; what does the work is loaded when the configuration was read.
import { useEventListener, useIntervalFn, useTimeoutFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { onScopeDispose, shallowRef, watch } from 'vue'
import { isRecord } from '../protocols/wire'
import type { ArchiveFailure } from './archive/failure'
import type { ArchiveContents, ArchiveSession } from './archive/session'
import { usePreferences } from './preferences'
import { useSources } from './sources'
import { useTimeline } from './timeline'

export type ArchiveStanding =
  | { kind: 'off' }
  /** Not known yet: it is being opened and read. */
  | { kind: 'opening' }
  | { kind: 'kept' }
  | { kind: 'not-kept'; why: ArchiveFailure }

const FLUSH_MS = 20_000
/** The browser may cut what is begun as the page ends, so the journal waits no longer than this. */
const JOURNAL_MS = 500
/** Entries of the journal that wait to be written; the journal itself keeps no more. */
const MOST_WAITING = 1_000

export const useArchive = defineStore('archive', () => {
  const preferences = usePreferences()
  const sources = useSources()
  const timeline = useTimeline()

  const standing = shallowRef<ArchiveStanding>({ kind: 'opening' })
  const contents = shallowRef<ArchiveContents>({ sensors: 0, bytes: 0, unreadable: 0 })
  /** Sources that the user signed out of: nothing of them is kept until somebody signs in. */
  const silent = new Set<string>()
  let session: ArchiveSession | null = null
  /** Each loading has a number; what an older one still brings is for nobody. */
  let loading = 0
  let journalWaiting: unknown[] = []
  const writingSoon = useTimeoutFn(() => void session?.writeJournal(), JOURNAL_MS, { immediate: false })
  let tellJournal: (entries: unknown[]) => void = () => undefined
  const earlierJournal = new Promise<unknown[]>((resolve) => {
    tellJournal = resolve
  })

  /** Restores and begins to keep, as soon as the configuration was read; until the scope ends that it is called in. */
  function start(): void {
    const deaf = [
      timeline.onChanges((changes) => session?.note(changes)),
      sources.onUnwatched(leave),
      sources.$onAction(({ name, args: [source] }) => {
        if (typeof source !== 'string') return
        if (name === 'signOut') forget(source)
        if (name === 'signIn' && silent.delete(source)) session?.resume(source)
      }),
    ]
    watch([() => sources.phase, () => preferences.archiveSpanMs] as const, choose, { immediate: true })
    watch(
      () => sources.configs,
      () => void session?.restore(),
    )
    useIntervalFn(() => void session?.flush(Date.now()), FLUSH_MS)
    useEventListener(window, 'pagehide', () => void session?.leave())
    useEventListener(document, 'visibilitychange', () => {
      if (document.visibilityState === 'hidden') void session?.leave()
    })
    onScopeDispose(() => {
      for (const stop of deaf) stop()
      loading++
      writingSoon.stop()
      void session?.close()
      session = null
    })
  }

  function choose([phase, spanMs]: readonly [string, number]): void {
    if (phase === 'loading') return
    if (spanMs === 0) turnOff()
    else if (session) void session.keep(spanMs)
    else void load(spanMs)
  }

  async function load(spanMs: number): Promise<void> {
    const own = ++loading
    standing.value = { kind: 'opening' }
    const loaded = await import('./archive/session').catch(() => null)
    if (own !== loading) return
    if (!loaded) {
      standing.value = { kind: 'not-kept', why: 'failed' }
      tellJournal([])
      return
    }
    session = new loaded.ArchiveSession(
      {
        timeline,
        sources: () => ({
          configs: sources.configs,
          known: sources.entries.map(({ config }) => config.id),
          complete: sources.problems.length + sources.keptProblems.length === 0,
        }),
        serverTime: (source) => sources.serverTime(source, Date.now()),
        takeJournal: () => journalWaiting.splice(0),
        putBackJournal: (entries) => {
          journalWaiting = [...entries, ...journalWaiting].slice(-MOST_WAITING)
        },
        onJournal: tellJournal,
        onStanding: (why, kept) => {
          if (own !== loading) return
          standing.value = why ? { kind: 'not-kept', why } : { kind: 'kept' }
          contents.value = kept
        },
      },
      spanMs,
      silent,
    )
    void session.open()
  }

  /** Keeps nothing from now on, and deletes what was kept. */
  function turnOff(): void {
    loading++
    standing.value = { kind: 'off' }
    contents.value = { sensors: 0, bytes: 0, unreadable: 0 }
    journalWaiting = []
    tellJournal([])
    const left = session
    session = null
    void left?.clear().then(() => left.close())
  }

  /** A source is watched no longer. What is kept of it stays only where it may be watched again. */
  function leave(source: string, isGone: boolean): void {
    if (isGone) {
      journalWaiting = journalWaiting.filter((entry) => !(isRecord(entry) && entry.source === source))
      silent.delete(source)
    }
    void session?.leaveSource(source, isGone)
  }

  /** On a shared machine, nothing of a source may outlive the session of who watched it. */
  function forget(source: string): void {
    silent.add(source)
    journalWaiting = journalWaiting.filter((entry) => !(isRecord(entry) && entry.source === source))
    void session?.forget(source)
  }

  /** Deletes what is kept; what comes from now on is kept again. */
  async function remove(): Promise<void> {
    journalWaiting = []
    await session?.clear()
  }

  /** Kept for the journal, which reads itself what it finds there. Entries that name a `source` go with it. */
  const journal = {
    /** What an earlier page appended, the newest last; 1,000 at most. */
    read: (): Promise<unknown[]> => earlierJournal,
    /** @param entries plain JSON, without secrets */
    append: (entries: readonly unknown[]): void => {
      if (standing.value.kind === 'off') return
      journalWaiting = [...journalWaiting, ...entries].slice(-MOST_WAITING)
      if (!writingSoon.isPending.value) writingSoon.start()
    },
  }

  return { standing, contents, start, remove, journal }
})
