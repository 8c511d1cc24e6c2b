// Turns the newest execution of all streams into metrics: [{id, execution_start, execution_end, streams_attempted,
// streams_succeeded, streams_failed, total_execution_time}].
import type { Reading, Sensor, Update } from '../../../domain/updates'
import { wireTexts } from '../../../texts/wire'
import { Rejections } from '../../rejections'
import { found, isoTime, isRecord, type WireRecord } from '../../wire'
import { Fields } from './fields'
import { texts } from './runtime-texts'

const TIME = 'total_execution_time'
const FIGURES = Object.entries(texts.figures)

const SENSORS: readonly Sensor[] = FIGURES.map(([key, description]) => ({
  id: sensorOf(key),
  ...description,
  group: texts.executions,
  // An execution now and then; between two of them nothing is late (T1).
  reporting: 'on-change',
  range: null,
  metric: true,
}))

/** The sensors are there as soon as the server keeps statistics, even before the first execution. */
export function readExecutions(rows: readonly unknown[]): Update[] {
  const rejections = new Rejections()
  const executions = rows.filter(isRecord)
  const stranger = rows.find((row) => !isRecord(row))
  if (executions.length < rows.length) {
    rejections.add(() => wireTexts.expected('execution', 'an object', found(stranger)), stranger)
  }
  const newest = newestOf(executions)
  const readings = newest ? readFigures(newest, rejections) : []
  return [
    { kind: 'sensors', sensors: [...SENSORS] },
    ...(readings.length > 0 ? [{ kind: 'readings' as const, readings }] : []),
    ...rejections.updates,
  ]
}

/** The order of the list is nowhere described. */
function newestOf(executions: readonly WireRecord[]): WireRecord | null {
  let newest: WireRecord | null = null
  for (const execution of executions) {
    if (newest === null || startOf(execution) > startOf(newest)) newest = execution
  }
  return newest
}

function startOf(execution: WireRecord): number {
  return isoTime(execution['execution_start']) ?? isoTime(execution['execution_end']) ?? 0
}

/** At the time of its end; figures of one that still runs are of its start. */
function readFigures(execution: WireRecord, rejections: Rejections): Reading[] {
  const fields = new Fields(execution, 'execution', rejections)
  const [start, end] = [fields.time('execution_start'), fields.time('execution_end')]
  const readings: Reading[] = []
  for (const [key] of FIGURES) {
    const value = key === TIME ? fields.duration(key) : fields.count(key)
    if (value !== null) readings.push({ sensor: sensorOf(key), time: end ?? start, value })
  }
  return readings
}

function sensorOf(key: string): string {
  return `metric:${key}`
}
