// Stands in for src/engine/client.ts: an engine that tests speak for, and that remembers what it was told.
import type { EngineClient, EnginePlace } from '../../../src/engine/client'
import type { Command, EngineMessage, Receive } from '../../../src/engine/port'

interface PlayedEngine {
  sent: Command[]
  tell: Receive<EngineMessage>
  place: EnginePlace | null
  stops: number
}

export const engine: PlayedEngine = { sent: [], tell: () => undefined, place: null, stops: 0 }

export function startEngine(place: EnginePlace, onMessage: Receive<EngineMessage>): EngineClient {
  engine.place = place
  engine.tell = onMessage
  return { send: (command) => void engine.sent.push(command), stop: () => void engine.stops++ }
}
