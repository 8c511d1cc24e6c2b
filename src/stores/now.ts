// The page's clock: ticks once a second, and notices when the page was frozen or the clock was set (rule C8).
import { useIntervalFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { ref } from 'vue'

const TICK_MS = 1_000
/** Browsers tick hidden pages once a minute at worst; that is no freeze, and the engine's worker lives on. */
const HIDDEN_TICK_MS = 60_000
/** Elapsed `Date` against elapsed `performance.now`, or a tick that came so much too late (C8). */
const JUMP_MS = 5_000

export const useNow = defineStore('now', () => {
  /** Epoch milliseconds of this machine at the last tick. */
  const time = ref(Date.now())
  const listeners = new Set<() => void>()
  let steady = performance.now()
  let wasHidden = isHidden()

  function tick(): void {
    if (measure()) tell()
  }

  /** The browser says that the page was frozen. */
  function wake(): void {
    measure()
    tell()
  }

  /** Brings the time up to date; answers whether time passed in another way than by ticking. */
  function measure(): boolean {
    const elapsed = Date.now() - time.value
    const elapsedSteady = performance.now() - steady
    const expected = wasHidden || isHidden() ? HIDDEN_TICK_MS : TICK_MS
    time.value += elapsed
    steady += elapsedSteady
    wasHidden = isHidden()
    return Math.abs(elapsed - elapsedSteady) > JUMP_MS || elapsedSteady > expected + JUMP_MS
  }

  function tell(): void {
    for (const listener of [...listeners]) listener()
  }

  const { pause, resume } = useIntervalFn(tick, TICK_MS)

  /** Calls back after a freeze or a jump of the clock; the returned function takes it back. */
  function onJump(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  return { time, tick, wake, onJump, pause, resume }
})

function isHidden(): boolean {
  return document.visibilityState === 'hidden'
}
