// The experiments of one source, as its readings tell them: each begins with its first reading and ends
// with the first that belongs to another or to none.
import type { EpochMs } from './updates'

export interface Experiment {
  id: string
  from: EpochMs
  /** `null` while it runs. */
  to: EpochMs | null
}

const REMEMBERED = 200

/** The experiments after `id` was told at `time`; the same list when that is no news. */
export function tellExperiment(
  known: readonly Experiment[],
  id: string | null,
  time: EpochMs,
): readonly Experiment[] {
  const last = known.at(-1)
  const running = last?.to === null ? last : null
  if ((running?.id ?? null) === id) return known
  const ended = running
    ? [...known.slice(0, -1), { ...running, to: Math.max(time, running.from) }]
    : [...known]
  return (id === null ? ended : [...ended, { id, from: time, to: null }]).slice(-REMEMBERED)
}
