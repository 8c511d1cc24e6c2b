// The live timeline behind Vue: takes batches, bumps one revision a sensor, and asks for the history
// that is missing. Samples themselves stay outside of reactivity.
import { defineStore } from 'pinia'
import { markRaw, shallowRef, type ShallowRef } from 'vue'
import type { Batch } from '../domain/batch'
import type { RecordedSensor, SensorKey } from '../domain/recorded-sensor'
import { Timeline, type RecordedSource } from '../domain/timeline'
import { useEngine } from './engine'
import { useSources } from './sources'

/** How much history a sensor starts with, and how much more is asked for than was missed. */
const FIRST_SPAN_MS = 15 * 60_000
const MARGIN_MS = 30_000

export const useTimeline = defineStore('timeline', () => {
  const engine = useEngine()
  const sources = useSources()
  const timeline = markRaw(
    new Timeline({
      samplesPerSensor: 36_000,
      totalBytes: 256 * 1_048_576,
      sensorsPerSource: 5_000,
      hints: (source) => {
        const protocol = sources.protocolOf(source)
        const polls = protocol?.links.map(({ policy }) => policy.polling?.everyMs ?? 0) ?? []
        return { cadenceMs: protocol?.cadenceHintMs ?? 5_000, pollMs: Math.max(0, ...polls) }
      },
    }),
  )

  const revisions = new Map<SensorKey, ShallowRef<number>>()
  const sourceRevisions = new Map<string, ShallowRef<number>>()
  /** Bumped when sensors come, go or are described anew. */
  const listRevision = shallowRef(0)
  /** Sensors whose first history was asked for, with how far back. */
  const asked = new Map<SensorKey, number>()
  const listeners = new Set<(sensors: ReadonlySet<SensorKey>) => void>()

  function take(batch: Batch): void {
    const changes = timeline.take(batch)
    engine.send({ kind: 'taken', batch: batch.number })
    for (const key of changes.sensors) bump(revisions, key)
    for (const source of changes.sources) bump(sourceRevisions, source)
    if (changes.listed.size > 0) listRevision.value++
    for (const [source, ids] of changes.listed) need(source, ids, FIRST_SPAN_MS)
    if (changes.sensors.size > 0) for (const listener of listeners) listener(changes.sensors)
  }

  /** Makes sure that so much history was asked for; what is there already is not asked for again. */
  function need(source: string, ids: readonly string[], spanMs: number): void {
    const wanted = ids.filter((id) => (asked.get(`${source}/${id}`) ?? 0) < spanMs)
    if (wanted.length === 0 || !sources.protocolOf(source)?.capabilities.history) return
    for (const id of wanted) asked.set(`${source}/${id}`, spanMs)
    engine.send({ kind: 'fill', source, sensors: wanted, spanMs })
  }

  /** The link was lost or found: cadences are learned anew. */
  function interrupt(source: string): void {
    timeline.interrupt(source)
  }

  /** The link works again: asks for what was missed (T4). */
  function catchUp(source: string): void {
    const open = timeline.sensorsOf(source).filter((sensor) => sensor.openSince !== null)
    if (open.length === 0) return
    if (!sources.protocolOf(source)?.capabilities.history) {
      for (const sensor of open) sensor.closeOpen()
      return
    }
    const since = Math.min(...open.map(({ openSince }) => openSince ?? Infinity))
    const spanMs = Math.max(sources.serverTime(source, Date.now()) - since, 0) + MARGIN_MS
    engine.send({ kind: 'fill', source, sensors: open.map(({ sensor }) => sensor.id), spanMs })
  }

  /** Depends on the sensor's samples; answers it. */
  function sensor(key: SensorKey): RecordedSensor | null {
    void revision(key)
    void listRevision.value
    return timeline.sensors.get(key) ?? null
  }

  /** Counts the batches that brought samples of this sensor. */
  function revision(key: SensorKey): number {
    return refIn(revisions, key).value
  }

  /** What the source's backend told apart from readings; depends on it. */
  function source(id: string): RecordedSource {
    void refIn(sourceRevisions, id).value
    return timeline.source(id)
  }

  /** Sensors to show, in the backend's order; depends on the lists, not on samples. */
  function listed(): RecordedSensor[] {
    void listRevision.value
    return [...timeline.sensors.values()].filter(
      (one) => one.listed || !timeline.source(one.source).sensorsRead,
    )
  }

  /** Sensors that send readings though the backend does not list them. */
  function unlisted(id: string): RecordedSensor[] {
    void listRevision.value
    return timeline.sensorsOf(id).filter((one) => !one.listed && timeline.source(id).sensorsRead)
  }

  /** Calls back with the sensors that got samples; the returned function takes it back. */
  function onSamples(listener: (sensors: ReadonlySet<SensorKey>) => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  return {
    take,
    need,
    interrupt,
    catchUp,
    sensor,
    revision,
    source,
    listed,
    unlisted,
    onSamples,
    listRevision,
  }
})

function refIn<Key>(refs: Map<Key, ShallowRef<number>>, key: Key): ShallowRef<number> {
  const known = refs.get(key)
  if (known) return known
  const fresh = shallowRef(0)
  refs.set(key, fresh)
  return fresh
}

function bump<Key>(refs: Map<Key, ShallowRef<number>>, key: Key): void {
  refIn(refs, key).value++
}
