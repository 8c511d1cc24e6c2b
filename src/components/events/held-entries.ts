// Keeps the list still while somebody reads below its top: newer entries wait until they are asked for, or until the
// reader is at the top again.
import { useEventListener } from '@vueuse/core'
import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { JournalEntry } from '../../domain/journal'

export interface HeldEntries {
  /** What to show; the newest last. */
  shown: ComputedRef<readonly JournalEntry[]>
  /** What came since the list was held. */
  newer: ComputedRef<readonly JournalEntry[]>
  release: () => void
}

/** @param top an element whose upper edge is where the newest entry begins */
export function useHeldEntries(
  entries: () => readonly JournalEntry[],
  top: Readonly<Ref<HTMLElement | null>>,
): HeldEntries {
  const held = shallowRef<readonly JournalEntry[] | null>(null)

  function look(): void {
    const isAtTop = (top.value?.getBoundingClientRect().top ?? 0) >= 0
    held.value = isAtTop ? null : (held.value ?? entries())
  }

  useEventListener(window, 'scroll', look, { passive: true })
  // An address that leads back here restores the scroll position without a reader's doing.
  watch(top, look, { flush: 'post' })

  return {
    shown: computed(() => held.value ?? entries()),
    newer: computed(() => {
      const last = held.value?.at(-1)?.number ?? 0
      return held.value ? entries().filter(({ number }) => number > last) : []
    }),
    release: () => {
      held.value = null
    },
  }
}
