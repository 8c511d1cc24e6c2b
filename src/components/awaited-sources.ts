// Which sources are being read for the first time: nothing has failed, and nobody has to do anything but wait. They have
// a place of their own on the wall meanwhile, so that what is read sooner does not jump (V6).
import { computed, type ComputedRef } from 'vue'
import { useLinks } from '../stores/links'
import { useSources } from '../stores/sources'
import { useTimeline } from '../stores/timeline'

/** Their ids. */
export function useAwaitedSources(): ComputedRef<ReadonlySet<string>> {
  const links = useLinks()
  const sources = useSources()
  const timeline = useTimeline()

  function isAwaited(id: string): boolean {
    if (timeline.source(id).sensorsRead || sources.needsSignIn(id)) return false
    const hasFailed = links.of(id).some(({ state }) => state.value.failure !== null)
    return !hasFailed && sources.status(id).metadataFailure === null
  }

  return computed(() => new Set(sources.configs.flatMap(({ id }) => (isAwaited(id) ? [id] : []))))
}
