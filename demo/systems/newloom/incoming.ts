// What both sockets make of what clients send: heartbeats mean nothing, a disconnect closes, and what is no frame of
// the document is answered with an error.

import type { Channel } from '../../faults/channel'

const NORMAL_CLOSURE = 1000

/** The fields of a frame. */
export type Fields = ReadonlyMap<string, unknown>

/** @param receive takes a frame of another type; answers whether it is one of its own, in the right shape. */
export function listen(channel: Channel, receive: (type: unknown, fields: Fields) => boolean): void {
  channel.onMessage((text) => {
    const fields = fieldsIn(text)
    const type = fields?.get('type')
    if (type === 'heartbeat') return
    if (type === 'disconnect') return channel.close(NORMAL_CLOSURE)
    if (fields && receive(type, fields)) return
    channel.send({ type: 'error', code: 'invalid_format', message: 'Invalid message format' })
  })
}

function fieldsIn(text: string | undefined): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '')
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return new Map(Object.entries(value))
  } catch {
    return undefined
  }
}
