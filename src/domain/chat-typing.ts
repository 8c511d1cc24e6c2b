// Who is typing in which conversation. Ends by itself: the word that somebody stopped may get lost.
import type { EpochMs } from './updates'

export const TYPING_ENDS_AFTER_MS = 6_000
/** More are not told apart by anybody. */
const TYPING_KEPT = 100

export class ChatTyping {
  /** When it was last told, on this machine's clock, by person and conversation. */
  readonly #since = new Map<string, Map<string, EpochMs>>()

  namesIn(conversation: string): readonly string[] {
    return [...(this.#since.get(conversation)?.keys() ?? [])]
  }

  begin(conversation: string, person: string, at: EpochMs): void {
    const known = this.#since.get(conversation)
    const people = known ?? new Map<string, EpochMs>()
    if (people.size >= TYPING_KEPT && !people.has(person)) return
    people.set(person, at)
    if (!known && this.#since.size < TYPING_KEPT) this.#since.set(conversation, people)
  }

  end(conversation: string, person: string): void {
    const people = this.#since.get(conversation)
    people?.delete(person)
    if (people?.size === 0) this.#since.delete(conversation)
  }

  /** Lets those end that were not heard of for so long; answers in which conversations. */
  expire(at: EpochMs): string[] {
    const changed: string[] = []
    for (const [conversation, people] of [...this.#since]) {
      // A clock that was set back must not keep anybody typing.
      const ended = [...people].filter(([, since]) => Math.abs(at - since) >= TYPING_ENDS_AFTER_MS)
      for (const [person] of ended) this.end(conversation, person)
      if (ended.length > 0) changed.push(conversation)
    }
    return changed
  }

  clear(): void {
    this.#since.clear()
  }
}
