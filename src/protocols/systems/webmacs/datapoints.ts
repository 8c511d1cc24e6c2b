// Reads datapoints, the one shape that stream, latest and series share: {value, timestamp, event_public_id, …}.
// Each bad one is rejected by itself; those with the same fault are told once, with their number.
import type { EpochMs, PastExperiment, Reading, Rejection, Update } from '../../../domain/updates'
import { rejection } from '../../rejection'
import { finiteNumber, found, isoTime, isRecord, text, type WireRecord } from '../../wire'
import { texts } from './runtime-texts'

/** Whether a datapoint without a time may take the time of its arrival: only when it is live (T5). */
export type MissingTime = 'arrival' | 'reject'

/** What a list of datapoints means. `experiments` are the changes of experiment within it, in order. */
export interface Datapoints {
  readings: Reading[]
  rejections: Rejection[]
  experiments: Extract<Update, { kind: 'experiment' }>[]
}

/** Where a link is among experiments; `undefined` until a datapoint told. */
export interface ExperimentPlace {
  current: string | null | undefined
}

export function readDatapoints(
  items: readonly unknown[],
  missingTime: MissingTime,
  experiment: ExperimentPlace,
): Datapoints {
  const result: Datapoints = { readings: [], rejections: [], experiments: [] }
  const faults = new Map<string, { first: unknown; count: number }>()
  for (const item of items) {
    const reading = readDatapoint(item, missingTime)
    if (typeof reading === 'string') {
      const fault = faults.get(reading) ?? { first: item, count: 0 }
      fault.count++
      faults.set(reading, fault)
      continue
    }
    result.readings.push(reading)
    const id = isRecord(item) ? experimentOf(item) : undefined
    if (id === undefined || id === experiment.current) continue
    result.experiments.push({ kind: 'experiment', id, time: reading.time })
    experiment.current = id
  }
  for (const [reason, { first, count }] of faults) {
    result.rejections.push(rejection(reason, first, count))
  }
  return result
}

/** The oldest first, whatever order the backend chose; those without a time keep their place at the beginning. */
export function byTime(items: readonly unknown[]): unknown[] {
  const timeOf = (item: unknown): number => (isRecord(item) && isoTime(item['timestamp'])) || -Infinity
  return items
    .map((item) => ({ item, time: timeOf(item) }))
    .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))
    .map(({ item }) => item)
}

/** From changes of experiment to the stretches between them; the last one reaches to the last reading. */
export function stretchesOf(changes: Datapoints['experiments'], last: EpochMs | null): PastExperiment[] {
  return changes.flatMap(({ id, time }, index) => {
    const next = changes[index + 1]
    const to = next?.time ?? last
    return id === null || time === null || to === null
      ? []
      : [{ id, from: time, to, ended: next !== undefined }]
  })
}

/** The reading, or what is wrong with it. */
function readDatapoint(item: unknown, missingTime: MissingTime): Reading | string {
  if (!isRecord(item)) return texts.expected('datapoint', 'an object', found(item))
  const sensor = text(item['event_public_id'])
  if (sensor === null) return texts.expected('event_public_id', 'a text', found(item['event_public_id']))
  const value = finiteNumber(item['value'])
  if (value === null) return texts.expected('value', 'a finite number', found(item['value']))
  const timestamp = item['timestamp']
  const time = isoTime(timestamp)
  if (time !== null) return { sensor, time, value }
  if (timestamp === undefined || timestamp === null) {
    if (missingTime === 'arrival') return { sensor, time: null, value }
    return texts.expected('timestamp', 'a time, to tell how old the value is', found(timestamp))
  }
  return texts.expected('timestamp', 'an ISO 8601 time between 2000 and 2100', found(timestamp))
}

function experimentOf(item: WireRecord): string | null | undefined {
  const id = item['experiment_public_id']
  return id === null ? null : (text(id) ?? undefined)
}
