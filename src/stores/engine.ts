// Holds the page's end of the engine's port. Stores send through it; who listens is wired in one place.
import { defineStore } from 'pinia'
import { startEngine, type EngineClient, type EnginePlace } from '../engine/client'
import type { Command, EngineMessage, Receive } from '../engine/port'

export const useEngine = defineStore('engine', () => {
  let client: EngineClient | null = null

  function start(place: EnginePlace, onMessage: Receive<EngineMessage>): void {
    stop()
    const started = startEngine(place, (message) => {
      // What a stopped engine still had on its way is for nobody.
      if (client === started) onMessage(message)
    })
    client = started
  }

  /** A command before the start, or after the stop, has nobody to obey it. */
  function send(command: Command): void {
    client?.send(command)
  }

  function stop(): void {
    client?.stop()
    client = null
  }

  return { start, send, stop }
})
