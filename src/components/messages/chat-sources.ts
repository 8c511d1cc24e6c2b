// Whether anything that is watched has messages: only then does the page speak of them.
import { computed, type ComputedRef } from 'vue'
import { useSources } from '../../stores/sources'

export function useHasChat(): ComputedRef<boolean> {
  const sources = useSources()
  return computed(() => sources.configs.some(({ id }) => sources.protocolOf(id)?.chat !== undefined))
}
