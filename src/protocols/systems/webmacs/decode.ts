// Decodes the frames of `/ws/datapoints/stream`: documented shapes first, deployed ones accepted too.
import { NOTHING, type Update } from '../../../domain/updates'
import type { Decoder } from '../../protocol'
import { excerpt } from '../../redaction'
import { rejected } from '../../rejection'
import { found, isRecord, list, parseJson, text, type WireRecord } from '../../wire'
import { encodePing } from './encode'
import { readDatapoints, type ExperimentPlace } from './datapoints'
import { texts } from './runtime-texts'

export function createDecoder(): Decoder {
  const experiment: ExperimentPlace = { current: undefined }
  return {
    decode: (frame) => {
      const parsed = parseJson(frame)
      if (!parsed.ok) return [rejected(parsed.reason, frame)]
      if (!isRecord(parsed.value)) {
        return [rejected(texts.expected('frame', 'an object', found(parsed.value)), frame)]
      }
      return decodeRecord(parsed.value, frame, experiment)
    },
    encoder: { ping: encodePing },
  }
}

function decodeRecord(record: WireRecord, frame: string, experiment: ExperimentPlace): readonly Update[] {
  switch (record['type']) {
    case 'connected':
      return [{ kind: 'greeting' }]
    case 'pong':
      return [{ kind: 'pong' }]
    case 'datapoints_batch':
      return decodeBatch(record, frame, experiment)
    case 'error':
      return [decodeError(record, frame)]
    default:
      return typeof record['type'] === 'string'
        ? NOTHING
        : [rejected(texts.expected('type', 'a text', found(record['type'])), frame)]
  }
}

function decodeBatch(record: WireRecord, frame: string, experiment: ExperimentPlace): readonly Update[] {
  const items = list(record['datapoints'])
  if (!items) return [rejected(texts.expected('datapoints', 'a list', found(record['datapoints'])), frame)]
  const { readings, rejections, experiments } = readDatapoints(items, 'arrival', experiment)
  return [
    ...(readings.length > 0 ? [{ kind: 'readings' as const, readings }] : []),
    ...experiments,
    ...rejections.map((one) => ({ kind: 'rejection' as const, rejection: one })),
  ]
}

function decodeError(record: WireRecord, frame: string): Update {
  const message = text(record['message'])
  if (message === null) return rejected(texts.expected('message', 'a text', found(record['message'])), frame)
  return { kind: 'log', level: 'WARN', message: excerpt(message), sensor: null, time: null }
}
