// What is abnormal or stale, counted, in words: the same in the header and on Health.
import { computed, type ComputedRef } from 'vue'
import { useAlarms } from '../stores/alarms'
import { useConditions, type Condition } from '../stores/conditions'
import { alarmTexts } from '../texts/alarms'
import { texts } from '../texts/page'

/** "2 critical", "1 connection down"; the worst first, empty where there is nothing to count. */
export function useWorstWords(): ComputedRef<string[]> {
  const alarms = useAlarms()
  const conditions = useConditions()
  return computed(() => {
    const { crit, warn, lastKnown, lost } = alarms.counts
    const lastKnownStale = conditions.abnormal.map(conditions.of).filter(isStale).length
    const stale = conditions.stale - lastKnownStale
    return [
      crit > 0 ? texts.worst.critical(crit) : '',
      warn > 0 ? texts.worst.warning(warn) : '',
      lost > 0 ? alarmTexts.lost(lost) : '',
      lastKnown > 0 ? texts.worst.lastKnown(lastKnown) : '',
      stale > 0 ? texts.worst.stale(stale) : '',
      alarms.floodSince === null ? '' : alarmTexts.flood,
    ].filter(Boolean)
  })
}

function isStale({ state, freshness }: Condition): boolean {
  return state === 'unknown' && freshness === 'stale'
}
