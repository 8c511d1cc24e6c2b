// How the charts are drawn, as the page sees it: brought up to date once a second, with the page's clock, so that
// showing it costs nothing (rules P5, T6). It draws nothing and decides nothing.
import { defineStore } from 'pinia'
import { computed, nextTick, ref, shallowRef, watch } from 'vue'
import type { DrawingFigures, DrawLevel } from '../domain/drawing'
import { useNow } from './now'
import { useTimeline } from './timeline'

export const useDrawing = defineStore('drawing', () => {
  const now = useNow()
  const timeline = useTimeline()
  /** `null` until the charts are loaded. */
  const figures = shallowRef<DrawingFigures | null>(null)

  const level = ref<DrawLevel>('full')
  /** Draws of all charts in the last second. */
  const drawsPerSecond = ref(0)
  /** Samples drawn since the page was opened, on all charts. */
  const drawnSamples = ref(0)
  /** From received to painted, in milliseconds; `null` while nothing was measured in the last minute. */
  const latency = computed(() => {
    void now.time
    return figures.value?.latency() ?? null
  })

  let draws = 0
  let lookedAt = 0

  /** Tells of these charts from now on; the returned function ends it. */
  function follow(followed: DrawingFigures): () => void {
    figures.value = followed
    draws = followed.draws
    lookedAt = performance.now()
    const deaf = [
      timeline.onChanges(({ sensors }, receivedAt) => {
        if (sensors.size === 0) return
        followed.receiving(receivedAt)
        // Readings reach the charts before the next tick; what comes later is something else.
        void nextTick(() => {
          followed.receiving(null)
        })
      }),
      watch(
        () => now.time,
        () => {
          look(followed)
        },
      ),
    ]
    return () => {
      for (const stop of deaf) stop()
      figures.value = null
      level.value = 'full'
    }
  }

  function look(followed: DrawingFigures): void {
    const at = performance.now()
    // The page's clock is also read in between, when the page is shown or hidden.
    if (at - lookedAt < 500) return
    drawsPerSecond.value = ((followed.draws - draws) * 1_000) / (at - lookedAt)
    draws = followed.draws
    lookedAt = at
    level.value = followed.level
    drawnSamples.value = followed.samples
  }

  return { level, drawsPerSecond, drawnSamples, latency, follow }
})
