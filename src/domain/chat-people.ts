// Who takes part in a chat: by exact name, with the presence that was last told. Bounded; who no longer fits is counted.
import type { Presence } from './chat-updates'

export interface ChatPerson {
  readonly name: string
  /** `null` while nobody told it on this connection. */
  readonly presence: Presence | null
}

export const PEOPLE_KEPT = 1_000
/** No name of a person is longer; what is would only fill the memory. */
export const LONGEST_NAME = 256

export class ChatPeople {
  /** Names that were not kept, each time they were told. */
  unplaced = 0
  /** `null` while it is not told. */
  connectedCount: number | null = null
  readonly #byName = new Map<string, ChatPerson>()

  get all(): Iterable<ChatPerson> {
    return this.#byName.values()
  }

  get size(): number {
    return this.#byName.size
  }

  /** Answers whether the name is new. */
  meet(name: string): boolean {
    if (this.#byName.has(name)) return false
    if (this.#byName.size >= PEOPLE_KEPT || name.length > LONGEST_NAME) {
      this.unplaced++
      return false
    }
    this.#byName.set(name, { name, presence: null })
    return true
  }

  setPresence(name: string, presence: Presence): void {
    this.meet(name)
    if (this.#byName.has(name)) this.#byName.set(name, { name, presence })
  }

  /** @param roster who is connected; who is not in it is not. `null` where only the count is told */
  setConnected(roster: readonly string[] | null, count: number): void {
    this.connectedCount = count
    if (!roster) return
    const connected = new Set(roster)
    for (const name of connected) this.meet(name)
    for (const { name, presence } of [...this.#byName.values()]) {
      const isThere = connected.has(name)
      if (isThere && (presence === null || presence === 'offline')) this.setPresence(name, 'online')
      if (!isThere) this.setPresence(name, 'offline')
    }
  }

  /** Nobody tells any more who comes and goes: what was told is no longer known. */
  interrupt(): void {
    this.connectedCount = null
    for (const name of [...this.#byName.keys()]) this.#byName.set(name, { name, presence: null })
  }
}
