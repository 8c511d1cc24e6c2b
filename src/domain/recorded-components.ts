// The components of one source as last told, and how fresh that is. One that is told no longer stays with
// what was last known (rule T8). It judges nothing.
import { Cadences } from './cadence'
import type { Component, EpochMs, Provenance } from './updates'

export interface RecordedComponent {
  component: Component
  /** Whether the newest telling had it. */
  listed: boolean
}

/** A backend that invents names must not fill the memory. */
const COMPONENTS_KEPT = 1_000

export class RecordedComponents {
  /** In the order in which they first came (V6). */
  list: readonly RecordedComponent[] = []
  readonly #cadences: Cadences
  #at: EpochMs | null = null
  #heardAt: EpochMs = -Infinity
  #provenance: Provenance = 'live'

  constructor(hints: { cadenceMs: number; pollMs: number }) {
    this.#cadences = new Cadences(hints.cadenceMs, hints.pollMs)
  }

  /** When they were last told, on the backend's clock; `null` while they never were. */
  get at(): EpochMs | null {
    return this.#at
  }

  /** They are known from before the page was opened only. */
  get isOnlyRestored(): boolean {
    return this.#provenance === 'restored'
  }

  /** When they came, on this machine's clock; `-Infinity` while they never did. */
  get heardAt(): EpochMs {
    return this.#heardAt
  }

  /** Milliseconds expected between two tellings. */
  get expectedMs(): number {
    return this.#cadences.expected(this.#provenance === 'polled' ? 'polled' : 'live')
  }

  /**
   * Takes all components as they were at `time`. What is older than what is known changes nothing.
   * @param at when they came, on this machine's clock
   */
  take(told: readonly Component[], time: EpochMs, provenance: Provenance, at: EpochMs): void {
    // A backend's clock that was set back: what it tells live is the newest nevertheless.
    const isOlder = this.#at !== null && time < this.#at
    if (isOlder && provenance !== 'live' && !this.isOnlyRestored) return
    const named = new Map(told.slice(0, COMPONENTS_KEPT).map((component) => [component.id, component]))
    const known = this.list.map(({ component }) => {
      const now = named.get(component.id)
      named.delete(component.id)
      return { component: now ?? component, listed: now !== undefined }
    })
    const added = [...named.values()].map((component) => ({ component, listed: true }))
    this.list = [...known, ...added].slice(0, COMPONENTS_KEPT)
    // Told twice at one time is told once: a backend that repeats itself grows no fresher (T5).
    if (time !== this.#at) this.#heardAt = at
    this.#at = time
    this.#provenance = provenance
    this.#cadences.learn(provenance, time)
  }

  /** The mode of the link changed: the cadence is learned anew. */
  interrupt(): void {
    this.#cadences.forget()
  }

  /**
   * Milliseconds since they were told, on the backend's clock, and never less than since they came; `null` before.
   * @param here the same moment on this machine's clock
   */
  ageAt(backendNow: EpochMs, here: EpochMs): number | null {
    return this.#at === null ? null : Math.max(backendNow - this.#at, here - this.#heardAt, 0)
  }
}
