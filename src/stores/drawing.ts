// How the charts are drawn, as the page sees it: brought up to date once a second, with the page's clock, so that
// showing it costs nothing (rules P5, T6). It draws nothing and decides nothing.
import { defineStore } from 'pinia'
import { computed, nextTick, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { DrawingFigures, DrawLevel } from '../domain/drawing'
import { useNow } from './now'
import { useTimeline } from './timeline'

export const useDrawing = defineStore('drawing', () => {
  const now = useNow()
  const timeline = useTimeline()
  const figures = shallowRef<DrawingFigures | null>(null)

  /** Whether there was a chart yet: before, nothing is known. */
  const isKnown = computed(() => figures.value !== null)
  /** As it was judged last, on this page or, where no chart is, on one before. */
  const level = ref<DrawLevel>('full')
  /** How many charts there are now. */
  const charts = ref(0)
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

  /** Tells of these charts from now on. */
  function follow(followed: DrawingFigures): void {
    figures.value = followed
    draws = followed.draws
    lookedAt = performance.now()
  }

  onScopeDispose(
    timeline.onChanges(({ sensors }, receivedAt) => {
      const followed = figures.value
      if (!followed || sensors.size === 0) return
      followed.receiving(receivedAt)
      // Readings reach the charts before the next tick; what comes later is something else.
      void nextTick(() => {
        followed.receiving(null)
      })
    }),
  )

  watch(
    () => now.time,
    () => {
      if (figures.value) look(figures.value)
    },
  )

  function look(followed: DrawingFigures): void {
    const at = performance.now()
    // The page's clock is also read in between, when the page is shown or hidden.
    if (at - lookedAt < 500) return
    drawsPerSecond.value = ((followed.draws - draws) * 1_000) / (at - lookedAt)
    draws = followed.draws
    lookedAt = at
    level.value = followed.level
    charts.value = followed.charts
    drawnSamples.value = followed.samples
  }

  return { isKnown, level, charts, drawsPerSecond, drawnSamples, latency, follow }
})
