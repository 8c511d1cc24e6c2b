// Asks for a source's list of sensors anew when one sends that the list did not have, and not too often.
import type { EpochMs } from '../domain/updates'

/** A backend that sends what it never lists is not asked for its list more often. */
const RELIST_AFTER_MS = 10_000

export class Relisting {
  /** When each source's list was last read because of this. */
  readonly #askedAt = new Map<string, EpochMs>()

  constructor(private readonly refresh: (source: string) => void) {}

  /** @param now on this machine's clock, which may be set */
  ask(source: string, now: EpochMs): void {
    const last = this.#askedAt.get(source) ?? -Infinity
    if (Math.abs(now - last) < RELIST_AFTER_MS) return
    this.#askedAt.set(source, now)
    this.refresh(source)
  }

  forget(source: string): void {
    this.#askedAt.delete(source)
  }
}
