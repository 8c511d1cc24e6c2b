// Asks for a sign-in by itself, once, for a source that has shown nothing yet, while nobody has begun to work on the page.
import { useEventListener } from '@vueuse/core'
import { computed, watch, type Ref } from 'vue'
import { useSources } from '../stores/sources'
import { useTimeline } from '../stores/timeline'

/** @param asked the source whose sign-in is asked for; `null` for none */
export function useSignInOffer(asked: Ref<string | null>): void {
  const sources = useSources()
  const timeline = useTimeline()

  /** Whether somebody has touched the page, not only its dialog: then none comes in between. */
  let isAtWork = false
  const offeredOnce = new Set<string>()
  useEventListener(window, ['pointerdown', 'keydown'], () => {
    if (asked.value === null) isAtWork = true
  })

  const unseen = computed(() =>
    sources.configs
      .map(({ id }) => id)
      .filter((id) => sources.needsSignIn(id) && !timeline.listed().some(({ source }) => source === id)),
  )
  watch(
    [unseen, asked],
    ([ids, open]) => {
      const next = ids.find((id) => !offeredOnce.has(id))
      if (next === undefined || open !== null || isAtWork) return
      offeredOnce.add(next)
      asked.value = next
    },
    { immediate: true },
  )
}
