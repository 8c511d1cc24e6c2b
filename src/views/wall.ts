// How the wall is arranged: by source and group, in the backend's order, which never changes by itself (V6).
import type { RecordedSensor } from '../domain/recorded-sensor'
import type { SourceConfig } from '../protocols/protocol'

export type WallFilter = 'all' | 'abnormal' | 'stale'

export interface WallSource {
  id: string
  label: string
  groups: { name: string; sensors: RecordedSensor[] }[]
}

export function groupSensors(
  sensors: readonly RecordedSensor[],
  sources: readonly Pick<SourceConfig, 'id' | 'label'>[],
): WallSource[] {
  return sources.flatMap(({ id, label }) => {
    const groups = new Map<string, RecordedSensor[]>()
    for (const sensor of sensors) {
      if (sensor.source !== id) continue
      const own = groups.get(sensor.sensor.group)
      if (own) own.push(sensor)
      else groups.set(sensor.sensor.group, [sensor])
    }
    if (groups.size === 0) return []
    return [{ id, label, groups: [...groups].map(([name, own]) => ({ name, sensors: own })) }]
  })
}

/** Every word of the search is somewhere in the texts; case and accents make no difference. */
export function matchesSearch(search: string, texts: readonly string[]): boolean {
  const haystack = fold(texts.join(' '))
  return fold(search)
    .split(/\s+/)
    .every((word) => haystack.includes(word))
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
}
