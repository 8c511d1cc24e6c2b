// Has the list of jobs read anew when states came by themselves: with a state the times of the last and the next run
// are others, and only the list tells those. Part of the store of jobs.
import { watch } from 'vue'
import { useEngine } from './engine'
import { useNow } from './now'
import { useSources } from './sources'
import { useTimeline } from './timeline'

/** A backend whose jobs change all the time is not asked more often. */
const REREAD_AFTER_MS = 10_000

export function useOutdatedJobs(): void {
  const engine = useEngine()
  const now = useNow()
  const sources = useSources()
  const timeline = useTimeline()
  const outdated = new Set<string>()
  /** On this machine's clock. */
  const rereadAt = new Map<string, number>()

  function reread(): void {
    const here = Date.now()
    for (const source of outdated) {
      if (Math.abs(here - (rereadAt.get(source) ?? -Infinity)) < REREAD_AFTER_MS) continue
      outdated.delete(source)
      rereadAt.set(source, here)
      engine.send({ kind: 'refresh', source })
    }
  }

  timeline.onChanges(({ jobs }) => {
    for (const source of jobs) {
      const { isRead, list } = timeline.source(source).jobs
      if (isRead && list.some(({ isOutdated }) => isOutdated)) outdated.add(source)
      else outdated.delete(source)
    }
    if (jobs.size > 0) reread()
  })
  watch(() => now.time, reread)
  sources.onUnwatched((id) => {
    outdated.delete(id)
    rereadAt.delete(id)
  })
}
