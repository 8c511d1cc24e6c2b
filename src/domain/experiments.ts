// The experiments of one source, as its readings tell them: each begins with its first reading and ends
// with the first that belongs to another or to none.
import type { EpochMs, Experiment, PastExperiment } from './updates'

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

/** The experiments with what history knows of them: those not heard of before, and earlier beginnings of the others. */
export function recallExperiments(
  known: readonly Experiment[],
  past: readonly PastExperiment[],
): readonly Experiment[] {
  const recalled = [...known]
  for (const { id, from, to, ended } of past) {
    const at = recalled.findIndex((one) => {
      const overlaps = from <= (one.to ?? Infinity) && to >= one.from
      return one.id === id && (overlaps || (!ended && one.from >= to))
    })
    const same = recalled[at]
    if (!same) recalled.push({ id, from, to })
    else recalled[at] = { id, from: Math.min(from, same.from), to: same.to && Math.max(to, same.to) }
  }
  return recalled.sort((a, b) => a.from - b.from).slice(-REMEMBERED)
}
