// The conditions of all sensors by key, and what is counted of them: kept up as each of them changes, so that nobody
// counts a wall of a thousand anew. It judges nothing.
import { computed, shallowRef, type ShallowRef } from 'vue'
import { UNKNOWN_CONDITION, type Condition } from '../domain/condition'
import type { SensorKey } from '../domain/recorded-sensor'

interface Entry {
  key: SensorKey
  /** In which order it came to the wall. */
  place: number
  rank: number
  condition: ShallowRef<Condition>
}

export class ConditionBook {
  readonly #entries = new Map<SensorKey, Entry>()
  readonly #abnormal = new Set<Entry>()
  #places = 0
  /** Bumped when sensors come or go. */
  readonly #membership = shallowRef(0)
  /** Bumped when a rank is another. */
  readonly #ranking = shallowRef(0)
  readonly #stale = shallowRef(0)
  readonly #known = shallowRef(0)

  /** What is abnormal, the worst first; among equals in the order in which they came to the wall. */
  readonly abnormal = computed(() => {
    void this.#ranking.value
    return [...this.#abnormal].sort((a, b) => b.rank - a.rank || a.place - b.place).map(({ key }) => key)
  })
  /** How many values are too old to be trusted. */
  readonly stale = computed(() => this.#stale.value)
  /** Whether anything was ever heard. */
  readonly isKnown = computed(() => this.#known.value > 0)

  get size(): number {
    return this.#entries.size
  }

  keys(): SensorKey[] {
    return [...this.#entries.keys()]
  }

  /** Depends on the sensor's condition. */
  of(key: SensorKey): Condition {
    const entry = this.#entries.get(key)
    if (!entry) void this.#membership.value
    return entry?.condition.value ?? UNKNOWN_CONDITION
  }

  /** `null` for a sensor that is not on the wall. */
  known(key: SensorKey): Condition | null {
    return this.#entries.get(key)?.condition.value ?? null
  }

  set(key: SensorKey, condition: Condition): void {
    const entry = this.#entries.get(key) ?? this.#enter(key)
    const before = entry.condition.value
    if (before === condition) return
    entry.condition.value = condition
    this.#count(entry, before, condition)
  }

  delete(key: SensorKey): void {
    const entry = this.#entries.get(key)
    if (!entry) return
    this.#entries.delete(key)
    const before = entry.condition.value
    entry.condition.value = UNKNOWN_CONDITION
    this.#count(entry, before, UNKNOWN_CONDITION)
  }

  #enter(key: SensorKey): Entry {
    const entry: Entry = { key, place: this.#places++, rank: 0, condition: shallowRef(UNKNOWN_CONDITION) }
    this.#entries.set(key, entry)
    this.#membership.value++
    return entry
  }

  #count(entry: Entry, before: Condition, after: Condition): void {
    this.#stale.value += Number(isStale(after)) - Number(isStale(before))
    this.#known.value += Number(isHeard(after)) - Number(isHeard(before))
    if (before.rank === after.rank) return
    entry.rank = after.rank
    if (after.rank > 0) this.#abnormal.add(entry)
    else this.#abnormal.delete(entry)
    this.#ranking.value++
  }
}

function isStale({ freshness, state }: Condition): boolean {
  return freshness === 'stale' && state === 'unknown'
}

function isHeard({ freshness }: Condition): boolean {
  return freshness !== 'unknown'
}
