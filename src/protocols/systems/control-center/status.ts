// Reads the whole state that frames and `GET /api/status` share: {components, metrics}, newer servers also
// {health, metrics, timestamp}. Each part stands for itself; what is not there says nothing.
import type { Component, EpochMs, Reading, Rejection, Sensor, Update } from '../../../domain/updates'
import { rejection } from '../../rejection'
import { found, isRecord, type WireRecord } from '../../wire'
import { readComponents } from './components'
import { noFigures, type Figures } from '../../figures'
import { readHealth } from './health'
import { readMetrics } from './metrics'
import { readableTime, sampleTime } from '../../sample-time'
import { texts } from './runtime-texts'

export interface Status {
  time: EpochMs | null
  /** `null` where the state has no such part. */
  components: Component[] | null
  figureSensors: Sensor[] | null
  metricSensors: Sensor[] | null
  readings: Reading[]
  health: Update[]
  rejections: Rejection[]
}

const PARTS = ['components', 'metrics', 'health']

/** A state has no `type`: it is known by its parts, and one of them is enough. */
export function isStatus(record: WireRecord): boolean {
  return PARTS.some((part) => isPart(record[part]))
}

export function readStatus(record: WireRecord): Status {
  const rejections: Rejection[] = []
  const part = (key: string): WireRecord | null => {
    const value = record[key]
    if (isRecord(value)) return value
    if (isPart(value)) rejections.push(rejection(texts.expected(key, 'an object', found(value)), value))
    return null
  }
  const [metrics, components, health] = [part('metrics'), part('components'), part('health')]
  const timestamp = metrics?.['timestamp'] ?? record['timestamp']
  const time = sampleTime(timestamp)
  const metricFigures = metrics && readMetrics(metrics, time)
  const read = components && readComponents(components, time)
  const figures = [metricFigures, read?.figures].map((one) => one ?? noFigures())
  if (time === 'unreadable') rejections.push(untimed(timestamp, figures))
  return {
    time: readableTime(time),
    components: read?.components ?? null,
    figureSensors: read?.figures.sensors ?? null,
    metricSensors: metricFigures?.sensors ?? null,
    readings: figures.flatMap(({ readings }) => readings),
    health: health ? [readHealth(health)] : [],
    rejections: [...rejections, ...figures.flatMap((one) => one.rejections.list)],
  }
}

/** What is left when sensors are told apart: components, readings, health, and what could not be understood. */
export function updatesOf({ components, time, readings, health, rejections }: Status): Update[] {
  return [
    ...(components ? [{ kind: 'components' as const, components, time }] : []),
    ...(readings.length > 0 ? [{ kind: 'readings' as const, readings }] : []),
    ...health,
    ...rejections.map((one) => ({ kind: 'rejection' as const, rejection: one })),
  ]
}

function untimed(timestamp: unknown, figures: readonly Figures[]): Rejection {
  const lost = figures.reduce((sum, one) => sum + one.untimed, 0)
  return rejection(texts.expected('timestamp', texts.time, found(timestamp)), timestamp, lost)
}

function isPart(value: unknown): boolean {
  return value !== undefined && value !== null
}
