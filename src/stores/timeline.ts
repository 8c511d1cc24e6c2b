// The live timeline behind Vue: takes batches, bumps one revision a sensor, and asks for the history
// that is missing. Samples themselves stay outside of reactivity.
import { defineStore } from 'pinia'
import { markRaw, shallowRef, watch } from 'vue'
import type { Batch } from '../domain/batch'
import type { KeptSource } from '../domain/kept-source'
import type { Samples } from '../domain/samples'
import { HistoryRequests } from '../domain/history-requests'
import { sensorKey, type RecordedSensor, type SensorKey } from '../domain/recorded-sensor'
import {
  Timeline,
  type Changes,
  type FilledHistory,
  type LogEntry,
  type RecordedSource,
} from '../domain/timeline'
import { useEngine } from './engine'
import { usePreferences } from './preferences'
import { query } from './query'
import { bump, drop, refIn, type Revisions } from './revisions'
import { Relisting } from './relisting'
import { useSensorRevisions } from './sensor-revisions'
import { useSources } from './sources'

/** How much history a sensor starts with, where the wall does not show more. */
const FIRST_SPAN_MS = 15 * 60_000

export const useTimeline = defineStore('timeline', () => {
  const engine = useEngine()
  const preferences = usePreferences()
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
  const history = new HistoryRequests()

  const revisions = useSensorRevisions()
  const sourceRevisions: Revisions<string> = new Map()
  /** Bumped when sensors come, go or are described anew. */
  const listRevision = shallowRef(0)
  /** Bumped when limits were read. */
  const limitsRevision = shallowRef(0)
  const relisting = new Relisting((source) => engine.send({ kind: 'refresh', source }))
  const listeners = new Set<(changes: Changes, receivedAt: number) => void>()

  function take(batch: Batch): void {
    // Acknowledged first: whatever happens here must not stop what comes after.
    engine.send({ kind: 'taken', batch: batch.number })
    const changes = timeline.take(batch, Date.now())
    for (const key of changes.sensors) revisions.bump(key)
    for (const source of changes.sources) bump(sourceRevisions, source)
    if (changes.listed.size > 0) listRevision.value++
    if (changes.limits) limitsRevision.value++
    for (const done of changes.filled) settle(done)
    for (const { sensor: one } of changes.readings) {
      if (!one.listed && timeline.source(one.source).sensorsRead) relisting.ask(one.source, Date.now())
    }
    for (const source of changes.listed) wantFirst(source)
    for (const listener of listeners) listener(changes, batch.receivedAt)
  }

  sources.onUnwatched((id) => {
    for (const one of timeline.sensorsOf(id)) {
      history.forget(one)
      revisions.drop(one.key)
    }
    timeline.forgetSource(id)
    relisting.forget(id)
    drop(sourceRevisions, id)
    listRevision.value++
    limitsRevision.value++
  })

  /** Puts back how a source described itself before the page was opened. */
  function recall(id: string, kept: KeptSource): void {
    timeline.recall(id, kept)
    bump(sourceRevisions, id)
    listRevision.value++
    limitsRevision.value++
  }

  /** Puts back samples from before the page was opened; `heardAt` is when the newest came, on this machine's clock. */
  function restore(id: string, sensor: string, kept: Omit<Samples, 'provenance'>, heardAt: number): void {
    timeline.restore(id, sensor, kept, heardAt)
    revisions.bump(sensorKey(id, sensor))
  }

  /** All that was kept of a source was put back: what followed it is asked for (T4). */
  function finishRestoring(id: string): void {
    listRevision.value++
    ask(id)
  }

  /** Makes sure that so much history was asked for; what was had already is not asked for again. */
  function need(source: string, ids: readonly string[], spanMs: number): void {
    for (const id of ids) {
      const known = timeline.sensors.get(sensorKey(source, id))
      if (known) history.want(known, spanMs)
    }
    ask(source)
  }

  /** Each reading of the list asks again for what could not be had before. */
  function wantFirst(source: string): void {
    const spanMs = Math.max(FIRST_SPAN_MS, preferences.overviewWindowMs)
    for (const one of timeline.sensorsOf(source)) if (one.listed) history.want(one, spanMs)
    ask(source)
  }

  function settle({ source, sensors: ids, failure }: FilledHistory): void {
    for (const id of ids) {
      const known = timeline.sensors.get(sensorKey(source, id))
      if (known) history.settle(known, failure !== null)
    }
    // More may have been missed meanwhile. What failed waits until the backend answers again.
    if (failure === null) ask(source)
  }

  /** The mode of a link changed: cadences are learned anew. */
  function interrupt(source: string): void {
    timeline.interrupt(source)
  }

  /** A link fell silent: what follows its last samples is asked for when it works again (T4). */
  function miss(source: string): void {
    timeline.miss(source)
  }

  /** A link works again, after an outage, a silence or a freeze: asks for what was missed (T4). */
  function catchUp(source: string): void {
    timeline.miss(source)
    ask(source)
  }

  /** Asks for what is wanted or was missed, and is not under way yet. */
  function ask(source: string): void {
    const listed = timeline.sensorsOf(source).filter((one) => one.listed)
    if (!sources.protocolOf(source)?.capabilities.history) {
      for (const { open } of listed) open.abandon()
      return
    }
    const here = Date.now()
    for (const request of history.next(listed, sources.serverTime(source, here), here)) {
      engine.send({ kind: 'fill', source, ...request })
    }
  }

  /** Depends on the sensor's samples; answers it. */
  function sensor(key: SensorKey): RecordedSensor | null {
    void revisions.exact(key)
    return recorded(key)
  }

  /** Depends on the sensor's description alone, and not on its samples. */
  function recorded(key: SensorKey): RecordedSensor | null {
    void listRevision.value
    return known(key)
  }

  /** Depends on nothing: for who is told of each batch anyway. */
  function known(key: SensorKey): RecordedSensor | null {
    return timeline.sensors.get(key) ?? null
  }

  /** What the source's backend told apart from readings; depends on it. */
  function source(id: string): RecordedSource {
    void refIn(sourceRevisions, id).value
    return timeline.look(id)
  }

  /** Sensors to show, in an order that never changes by itself (V6), also those that left the list (T8). */
  function listed(): RecordedSensor[] {
    void listRevision.value
    return [...timeline.sources].flatMap(([id, { sensorsRead }]) =>
      timeline.sensorsOf(id).filter((one) => one.wasListed || !sensorsRead),
    )
  }

  /** What the source's backend last had to say; `null` while it said nothing. */
  function lastWords(id: string): LogEntry | null {
    void refIn(sourceRevisions, id).value
    return timeline.log.findLast((entry) => entry.source === id) ?? null
  }

  /** Every sensor of a source, shown or not. */
  function all(id: string): readonly RecordedSensor[] {
    void listRevision.value
    return timeline.sensorsOf(id)
  }

  /** Sensors that send readings though the backend does not list them. */
  function unlisted(id: string): RecordedSensor[] {
    void listRevision.value
    return timeline.look(id).sensorsRead ? timeline.sensorsOf(id).filter((one) => !one.listed) : []
  }

  /** Calls back with what each batch changed, and its `receivedAt`; the returned function takes it back. */
  function onChanges(listener: (changes: Changes, receivedAt: number) => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  watch(
    () => preferences.overviewWindowMs,
    () => {
      for (const { id } of sources.configs) wantFirst(id)
    },
  )

  return {
    take,
    recall,
    restore,
    finishRestoring,
    need,
    interrupt,
    miss,
    catchUp,
    sensor: query(sensor),
    recorded: query(recorded),
    /** Counts the batches that brought samples of a sensor. */
    revision: query(revisions.exact),
    /** The same for what is read: it follows at once, but not more often than digits can be read. */
    calmRevision: query(revisions.calm),
    source: query(source),
    all,
    lastWords,
    listed,
    unlisted,
    onChanges,
    listRevision,
    limitsRevision,
  }
})
