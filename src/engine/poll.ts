// Asks a backend for its latest values in place of the socket, one question at a time (rule C4).
// When to ask is the state machine's business.
import type { Credentials, SystemRuntime } from '../protocols/protocol'
import type { Update } from '../domain/updates'

export interface PollOptions {
  latest: SystemRuntime['latest']
  request: Parameters<NonNullable<SystemRuntime['latest']>>[0]
  credentials: () => Promise<Credentials | null>
  onAnswer: (updates: readonly Update[], round: number) => void
  onFailure: (error: unknown, round: number) => void
}

export class Poll {
  #running = new AbortController()

  constructor(private readonly options: PollOptions) {}

  async ask(round: number): Promise<void> {
    const { latest, request, credentials, onAnswer, onFailure } = this.options
    if (!latest) return
    this.abandon()
    const running = new AbortController()
    this.#running = running
    const { signal } = running
    try {
      const updates = await latest(request, await credentials(), signal)
      if (!signal.aborted) onAnswer(updates, round)
    } catch (error) {
      if (!signal.aborted) onFailure(error, round)
    }
  }

  /** Whatever it still answers is not heard (C5). */
  abandon(): void {
    this.#running.abort()
  }
}
