// Which generation of the server speaks, and so what it understands: learned from what it says, or fixed by an option.
// Presence and typing are ignored by newer servers (PROTOCOLS.md, field note).
import type { Update } from '../../../domain/updates'
import type { SourceConfig } from '../../protocol'
import type { SentType } from './encode'

export type Generation = 'documented' | 'newer'

/** What the user says that it is; `null` to find out. */
export function generationOf({ options }: SourceConfig): Generation | null {
  const { generation } = options
  return generation === 'documented' || generation === 'newer' ? generation : null
}

/**
 * A sign is certain where only one generation gives it. Servers of both greet with a user id and acknowledge a sign-in:
 * such a sign counts until there is a certain one.
 */
export type Certainty = 'certain' | 'likely'

export class Dialect {
  #generation: Generation | null
  readonly #isFixed: boolean
  /** What the server answered with an error that names it. */
  readonly #refused = new Set<SentType>()
  #told: string | null = null

  constructor(fixed: Generation | null) {
    this.#generation = fixed
    this.#isFixed = fixed !== null
  }

  hear(generation: Generation, certainty: Certainty): void {
    if (this.#isFixed || (certainty === 'likely' && this.#generation !== null)) return
    this.#generation = generation
  }

  refuse(type: SentType): void {
    this.#refused.add(type)
  }

  understands(type: SentType): boolean {
    if (this.#refused.has(type)) return false
    switch (type) {
      case 'auth':
        return this.#generation !== 'documented'
      case 'presence:update':
      case 'typing:indicator':
        return this.#generation !== 'newer'
      case 'ping':
      case 'message:send':
        return true
    }
  }

  /** What this server can do, where that is known and was not told before. */
  tell(): Update[] {
    if (this.#generation === null && this.#refused.size === 0) return []
    const presence = this.understands('presence:update')
    const typing = this.understands('typing:indicator')
    const told = `${presence} ${typing}`
    if (told === this.#told) return []
    this.#told = told
    return [{ kind: 'chat-abilities', presence, typing }]
  }
}
