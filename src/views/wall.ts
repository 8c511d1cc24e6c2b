// How the wall is arranged: by source and group, in the backend's order, which never changes by itself (V6).
import type { RecordedSensor } from '../domain/recorded-sensor'
import type { SourceConfig } from '../protocols/protocol'

export type WallFilter = 'all' | 'abnormal' | 'stale'

export interface WallSource {
  id: string
  label: string
  /** None while the source is awaited. */
  groups: { name: string; sensors: RecordedSensor[] }[]
}

/** @param awaited ids of sources that have their place though nothing is known of them yet */
export function groupSensors(
  sensors: readonly RecordedSensor[],
  sources: readonly Pick<SourceConfig, 'id' | 'label'>[],
  awaited: ReadonlySet<string> = new Set(),
): WallSource[] {
  return sources.flatMap(({ id, label }) => {
    const groups = new Map<string, RecordedSensor[]>()
    for (const sensor of sensors) {
      if (sensor.source !== id) continue
      const own = groups.get(sensor.sensor.group)
      if (own) own.push(sensor)
      else groups.set(sensor.sensor.group, [sensor])
    }
    if (groups.size === 0 && !awaited.has(id)) return []
    return [{ id, label, groups: [...groups].map(([name, own]) => ({ name, sensors: own })) }]
  })
}

/** The wall's sensors, in its order. */
export function sensorsOf(sources: readonly WallSource[]): RecordedSensor[] {
  return sources.flatMap(({ groups }) => groups.flatMap(({ sensors }) => sensors))
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
