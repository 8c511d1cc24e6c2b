// Decodes the frames of `/ws`: documented shapes first, deployed and newer ones accepted too.
// Sensors are told when they are others than this connection told before, for the rest of a state never changes them.
import { NOTHING, type Sensor, type Update } from '../../../domain/updates'
import type { Decoder } from '../../protocol'
import { NO_LIMITS } from '../../no-limits'
import { rejected } from '../../rejection'
import { found, isRecord, parseJson, type WireRecord } from '../../wire'
import { errorWords, isError } from '../../error-frames'
import { isStatus, readStatus, updatesOf, type Status } from './status'
import { texts } from './runtime-texts'

/** The sensors of this connection, by the part of a state that last told them. */
interface Told {
  metrics: readonly Sensor[]
  figures: readonly Sensor[]
  /** What was told, as text; `null` before. */
  description: string | null
}

export function createDecoder(): Decoder {
  const told: Told = { metrics: [], figures: [], description: null }
  return {
    decode: (frame) => {
      const parsed = parseJson(frame)
      if (!parsed.ok) return [rejected(parsed.reason, frame)]
      if (!isRecord(parsed.value)) {
        return [rejected(texts.expected('frame', 'an object', found(parsed.value)), frame)]
      }
      return decodeRecord(parsed.value, frame, told)
    },
  }
}

function decodeRecord(record: WireRecord, frame: string, told: Told): readonly Update[] {
  const { type } = record
  if (type === 'error') return [decodeError(record, frame)]
  if (typeof type === 'string') return NOTHING
  if (type !== undefined && type !== null) {
    return [rejected(texts.expected('type', 'a text, or none', found(type)), frame)]
  }
  const error = isError(record) ? [decodeError(record, frame)] : []
  if (isStatus(record)) {
    const status = readStatus(record)
    return [...tellSensors(status, told), ...updatesOf(status), ...error]
  }
  if (error.length > 0) return error
  return [rejected(texts.expected('frame', 'components, metrics or health', 'none of them'), frame)]
}

function tellSensors({ metricSensors, figureSensors }: Status, told: Told): Update[] {
  if (!metricSensors && !figureSensors) return []
  told.metrics = metricSensors ?? told.metrics
  told.figures = figureSensors ?? told.figures
  const sensors = [...told.metrics, ...told.figures]
  const description = JSON.stringify(sensors)
  if (description === told.description) return []
  const isFirst = told.description === null
  told.description = description
  return [{ kind: 'sensors', sensors }, ...(isFirst ? [NO_LIMITS] : [])]
}

function decodeError(record: WireRecord, frame: string): Update {
  const message = errorWords(record)
  if (message === null) return rejected(texts.expected('error', 'its words', 'none'), frame)
  return { kind: 'log', level: 'WARN', message, sensor: null, time: null }
}
