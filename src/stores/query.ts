// How a store answers charts and cards, which ask some thousands of times a second: by getters that return functions. A
// plain function of a store is an action, and Pinia keeps books on each call of one.
import { computed, type ComputedRef } from 'vue'

/** To be returned by a store in place of the function; whoever asks depends on what the answer depends on. */
export function query<Ask extends (...args: never[]) => unknown>(ask: Ask): ComputedRef<Ask> {
  return computed(() => ask)
}
