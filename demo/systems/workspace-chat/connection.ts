// What both generations ask of a connection: JSON objects as text, and a word each five minutes. What a client sends
// is read here; what it means is the generation's business.

import type { Clock } from '../../clock'
import type { Channel } from '../../faults/channel'

export const POLICY_VIOLATION = 1008
const GOING_AWAY = 1001
const LONGEST_IDLE_MS = 5 * 60_000

/** Hands on each frame of the client by its type; what is no such frame is refused. */
export function hearClient(
  channel: Channel,
  listener: (type: string, fields: ReadonlyMap<string, unknown>) => void,
): void {
  channel.onMessage((text) => {
    if (text === undefined) return sendError(channel, 'INVALID_FRAME', 'Only text frames are taken')
    const fields = objectIn(text)
    if (!fields) return sendError(channel, 'INVALID_JSON', 'Expected a JSON object')
    const type = fields.get('type')
    if (typeof type !== 'string') return sendError(channel, 'INVALID_FRAME', 'type: expected text')
    listener(type, fields)
  })
}

/** Closes a connection whose client says nothing, whatever it hears meanwhile. */
export function closeWhenIdle(channel: Channel, clock: Clock): void {
  let cancel: () => void = () => undefined
  const wait = () => {
    cancel()
    cancel = clock.after(LONGEST_IDLE_MS, () => channel.close(GOING_AWAY, 'Idle for 5 minutes'))
  }
  channel.onMessage(wait)
  channel.onClose(() => cancel())
  wait()
}

/** The text of a message to send; without any, the client is told so. */
export function textToSend(channel: Channel, fields: ReadonlyMap<string, unknown>): string | undefined {
  const text = fields.get('text')
  if (typeof text === 'string' && text.trim() !== '') return text
  sendError(channel, 'INVALID_MESSAGE', 'text: expected text that is not empty')
  return undefined
}

export function refuseTooMany(channel: Channel, waitMs: number): void {
  const seconds = Math.ceil(waitMs / 1000)
  sendError(channel, 'RATE_LIMITED', `At most 100 messages a minute; try again in ${seconds} s`)
}

export function refuseConnection(channel: Channel, code: string, message: string): void {
  sendError(channel, code, message)
  channel.close(POLICY_VIOLATION, message)
}

export function sendError(channel: Channel, code: string, message: string): void {
  channel.send({ type: 'error', code, message })
}

function objectIn(text: string): Map<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return new Map(Object.entries(value))
  } catch {
    return undefined
  }
}
