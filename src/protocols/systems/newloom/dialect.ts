// Learns which dialect the server of one connection speaks: from what it sends, and from what it refuses.
// Where the source's options name one, there is nothing to learn.
import type { Dialect } from './options'

export class HeardDialect {
  #heard: Dialect | null
  /** By an option. */
  readonly isFixed: boolean
  readonly #refused = new Set<Dialect>()

  /**
   * @param fixed by an option, or `null`
   * @param guess what to speak before anything was heard
   */
  constructor(
    fixed: Dialect | null,
    private readonly guess: () => Dialect,
  ) {
    this.#heard = fixed
    this.isFixed = fixed !== null
  }

  /** What to speak now. */
  get spoken(): Dialect {
    return this.#heard ?? this.guess()
  }

  /** What is known, and not only guessed. */
  get known(): Dialect | null {
    return this.#heard
  }

  /** The server sent what only one dialect has. The first such frame counts: a server may mix them. */
  saw(dialect: Dialect): void {
    this.#heard ??= dialect
  }

  /** The server does not understand what was said in this dialect. One that refuses both keeps what it has. */
  refused(dialect: Dialect): void {
    if (this.isFixed || this.#refused.has(dialect)) return
    this.#refused.add(dialect)
    const other = dialect === 'documented' ? 'deployed' : 'documented'
    if (!this.#refused.has(other)) this.#heard = other
  }
}
