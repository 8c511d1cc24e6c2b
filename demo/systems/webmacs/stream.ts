// `/ws/datapoints/stream`: greets, answers pings, and passes on what the pipeline broadcasts.

import type { Channel } from '../../faults/channel'
import type { Refusal, TokenDesk } from './tokens'

const POLICY_VIOLATION = 1008

export interface Datapoint {
  value: number
  event_public_id: string
  timestamp: string
  experiment_public_id: string | null
}

export class DatapointStream {
  private readonly subscribers = new Map<Channel, string>()

  constructor(private readonly tokens: TokenDesk) {}

  /** Takes a socket that is open already: a bad token is told by closing it, as the deployed server does. */
  async open(channel: Channel, token: string | null): Promise<void> {
    const verdict = this.tokens.check(token)
    channel.onMessage((text) => void verdict.then(() => this.receive(channel, text)))
    channel.onClose(() => this.subscribers.delete(channel))
    const { refusal } = await verdict
    if (refusal) return channel.close(POLICY_VIOLATION, refusal)
    this.subscribers.set(channel, token ?? '')
    channel.send({ type: 'connected', message: 'Subscribed to live datapoint stream.' })
  }

  broadcast(datapoints: readonly Datapoint[]): void {
    for (const channel of this.subscribers.keys()) channel.send({ type: 'datapoints_batch', datapoints })
  }

  /** Closes every socket with what `refusalOf` says of its token; answers how many. */
  closeAll(refusalOf: (token: string) => Refusal): number {
    const hit = [...this.subscribers]
    for (const [channel, token] of hit) channel.close(POLICY_VIOLATION, refusalOf(token))
    return hit.length
  }

  private receive(channel: Channel, text: string | undefined): void {
    if (!this.subscribers.has(channel)) return
    const message = objectIn(text)
    // The deployed server's receiving end dies of this, and the socket stays open and silent.
    if (!message) this.subscribers.delete(channel)
    else if (message.get('type') === 'ping') channel.send({ type: 'pong' })
  }
}

/** The fields of a JSON object, or undefined for anything else. */
export function objectIn(text: string | undefined): Map<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '')
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return new Map(Object.entries(value))
  } catch {
    return undefined
  }
}
