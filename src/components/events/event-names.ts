// What the source and the sensor of an event are called now; by their ids where nobody knows them any more.
// Read anew when lists change, not with each batch.
import { computed } from 'vue'
import type { JournalEntry } from '../../domain/journal'
import { sensorKey } from '../../domain/recorded-sensor'
import { useSources } from '../../stores/sources'
import { useTimeline } from '../../stores/timeline'

export interface EventNames {
  /** Empty for what is about all sources. */
  source: string
  sensor: string | null
  /** Whether the sensor has a page. */
  isKnown: boolean
}

export type NamesOf = (entry: JournalEntry) => EventNames

export function useEventNames(): NamesOf {
  const sources = useSources()
  const timeline = useTimeline()
  const sensors = computed(
    () =>
      new Map(
        sources.configs.flatMap(({ id }) => timeline.all(id).map(({ key, sensor }) => [key, sensor.name])),
      ),
  )

  return ({ source, sensor }) => {
    if (source === null) return { source: '', sensor, isKnown: false }
    const name = sensor === null ? undefined : sensors.value.get(sensorKey(source, sensor))
    return {
      source: sources.byId.get(source)?.label ?? source,
      sensor: name ?? sensor,
      isKnown: name !== undefined,
    }
  }
}
