// How a store answers who asks it often: by a getter that returns a function. A plain function of a store is an action, and
// Pinia keeps books on each call of one; charts and cards ask some thousands of times a second.
import { computed, type ComputedRef } from 'vue'

/** To be returned by a store in place of the function; whoever asks depends on what the answer depends on. */
export function query<Ask extends (...args: never[]) => unknown>(ask: Ask): ComputedRef<Ask> {
  return computed(() => ask)
}
