// Stores that watch, with batches told to the timeline as the engine would.
import { vi } from 'vitest'
import { nextTick } from 'vue'
import type { BatchPart } from '../../../src/domain/batch'
import type { Limit, Provenance, Sensor } from '../../../src/domain/updates'
import { useConditions } from '../../../src/stores/conditions'
import { useNow } from '../../../src/stores/now'
import { usePreferences } from '../../../src/stores/preferences'
import { useTimeline } from '../../../src/stores/timeline'
import { batch, described } from '../domain/recording'
import { watch } from '../components/watched'

export async function watchAndTell(
  configuration?: object,
  kept?: Readonly<Record<string, string>>,
  openedAt?: number,
) {
  const watched = await watch(configuration, kept, openedAt)
  const now = useNow()
  const preferences = usePreferences()
  const timeline = useTimeline()
  const conditions = useConditions()

  function tell(...records: BatchPart['records']): void {
    timeline.take(batch({ records }))
  }

  function list(...sensors: (string | Partial<Sensor>)[]): void {
    const all = sensors.map((one) => (typeof one === 'string' ? { id: one } : one))
    tell({ kind: 'sensors', sensors: all.map(({ id = 'p', ...more }) => described(id, more)) })
  }

  /** One sample now, unless told otherwise. */
  function read(id: string, value: number, at = Date.now(), provenance: Provenance = 'live'): void {
    const one = batch({ readings: [[id, 0, value]], provenance })
    one.parts[0]!.readings!.times[0] = at
    timeline.take(one)
  }

  function limit(sensor: string, more: Partial<Limit> = {}): Limit {
    return {
      id: `over ${sensor}`,
      sensor,
      name: 'Too high',
      severity: 'warn',
      condition: { operator: 'gt', value: 90 },
      origin: 'backend',
      ...more,
    }
  }

  function setLimits(...limits: Limit[]): void {
    tell({ kind: 'limits', access: 'known', limits })
  }

  /** What a sensor of the first source is, after everything was judged. */
  async function condition(id: string) {
    await nextTick()
    return conditions.of(`plant/${id}`)
  }

  return {
    ...watched,
    now,
    preferences,
    timeline,
    conditions,
    tell,
    list,
    read,
    limit,
    setLimits,
    condition,
  }
}

/** A sensor at one a second, learned. */
export async function steady() {
  const told = await watchAndTell()
  told.goLive('plant')
  told.list('p', 'q')
  told.setLimits(told.limit('p'))
  const run = async (seconds: number, value = 50): Promise<void> => {
    for (let i = 0; i < seconds; i++) {
      told.read('p', value)
      await vi.advanceTimersByTimeAsync(1_000)
    }
  }
  await run(5)
  return { ...told, run }
}
