// Counts what came of each sensor, twice: exactly, for charts that draw all of it, and calmly, for words and digits,
// which nobody reads ten times a second. Calmly is at once when nothing was told for a beat, and else with the next
// beat, in which everything that waits is told together.
import { useTimeoutFn } from '@vueuse/core'
import { shallowRef, type ShallowRef } from 'vue'
import type { SensorKey } from '../domain/recorded-sensor'

export const BEAT_MS = 400

interface Counted {
  exact: ShallowRef<number>
  calm: ShallowRef<number>
  /** When the calm count last followed, on a clock that never jumps. */
  toldAt: number
}

/** To be called where a scope is active: the beat ends with it. */
export function useSensorRevisions() {
  const counted = new Map<SensorKey, Counted>()
  const waiting = new Set<Counted>()
  const { start, isPending } = useTimeoutFn(beat, BEAT_MS, { immediate: false })

  function countedOf(key: SensorKey): Counted {
    const known = counted.get(key)
    if (known) return known
    const fresh = { exact: shallowRef(0), calm: shallowRef(0), toldAt: -Infinity }
    counted.set(key, fresh)
    return fresh
  }

  function bump(key: SensorKey): void {
    const one = countedOf(key)
    one.exact.value++
    if (waiting.has(one)) return
    const at = performance.now()
    if (at - one.toldAt >= BEAT_MS) tell(one, at)
    else {
      waiting.add(one)
      if (!isPending.value) start()
    }
  }

  function beat(): void {
    const at = performance.now()
    for (const one of waiting) tell(one, at)
    waiting.clear()
  }

  function tell(one: Counted, at: number): void {
    one.toldAt = at
    one.calm.value = one.exact.value
  }

  /** What was counted is gone; who looks at it looks once more. */
  function drop(key: SensorKey): void {
    const one = counted.get(key)
    if (!one) return
    counted.delete(key)
    waiting.delete(one)
    one.exact.value++
    tell(one, -Infinity)
  }

  return {
    bump,
    drop,
    exact: (key: SensorKey): number => countedOf(key).exact.value,
    calm: (key: SensorKey): number => countedOf(key).calm.value,
  }
}
