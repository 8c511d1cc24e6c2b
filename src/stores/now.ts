// The page's clock: ticks once a second, and notices when the page was frozen or the clock was set (rule C8).
import { useIntervalFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { ref } from 'vue'

const TICK_MS = 1_000
/** Elapsed `Date` against elapsed `performance.now`, or a tick that came so much too late (C8). */
const JUMP_MS = 5_000

export const useNow = defineStore('now', () => {
  /** Epoch milliseconds of this machine at the last tick. */
  const time = ref(Date.now())
  const listeners = new Set<() => void>()
  let steady = performance.now()

  function tick(): void {
    const elapsed = Date.now() - time.value
    const elapsedSteady = performance.now() - steady
    time.value = Date.now()
    steady += elapsedSteady
    const wasSet = Math.abs(elapsed - elapsedSteady) > JUMP_MS
    const wasFrozen = elapsedSteady > TICK_MS + JUMP_MS
    if (wasSet || wasFrozen) for (const listener of listeners) listener()
  }

  useIntervalFn(tick, TICK_MS)

  /** Calls back after a freeze or a jump of the clock; the returned function takes it back. */
  function onJump(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  return { time, tick, onJump }
})
