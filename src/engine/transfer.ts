// Which buffers of a message change hands instead of being copied into the page.
import type { EngineMessage } from './port'

export function transferablesOf(message: EngineMessage): ArrayBuffer[] {
  if (message.kind !== 'batch') return []
  return message.batch.parts.flatMap(({ readings }) =>
    readings ? [readings.sensorOf.buffer, readings.times.buffer, readings.values.buffer] : [],
  )
}
