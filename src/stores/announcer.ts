// Gathers what is worth saying aloud and hands over at most one message in 5 s (rule V3).
// Of each topic only the newest is said: what changed back meanwhile is no news.
import { useTimeoutFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

const QUIET_MS = 5_000
/** What happens together is said together. */
const GATHER_MS = 250

export interface Announcement {
  /** Counts up, so that the same words said again are a new message. */
  number: number
  text: string
}

export const useAnnouncer = defineStore('announcer', () => {
  const current = shallowRef<Announcement | null>(null)
  const pending = new Map<string, string>()
  const gathering = useTimeoutFn(speak, GATHER_MS, { immediate: false })
  const quiet = useTimeoutFn(speak, QUIET_MS, { immediate: false })

  /**
   * Says `text` as soon as it may be said, together with what else waits.
   * @param topic what it is about; a newer text on the same topic replaces one that still waits
   */
  function announce(text: string, topic: string = text): void {
    pending.delete(topic)
    pending.set(topic, text)
    if (!quiet.isPending.value && !gathering.isPending.value) gathering.start()
  }

  function speak(): void {
    if (pending.size === 0) return
    current.value = { number: (current.value?.number ?? 0) + 1, text: [...pending.values()].join(' ') }
    pending.clear()
    quiet.start()
  }

  return { current, announce }
})
