// Which links an alarm says are down: what the header counts is red wherever it is shown.
import { computed, type ComputedRef } from 'vue'
import { useAlarms } from '../../stores/alarms'

/** Their keys. */
export function useDownLinks(): ComputedRef<ReadonlySet<string>> {
  const alarms = useAlarms()
  return computed(
    () =>
      new Set(
        alarms.besides.flatMap(({ alarm: { kind, source, subject } }) =>
          kind === 'link' ? [`${source}/${subject ?? ''}`] : [],
        ),
      ),
  )
}
