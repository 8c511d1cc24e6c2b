// What `npm run bench` was asked for. run.js turns the command line into the environment, and here it is read.

export const SECTIONS = ['charts', 'wall', 'application', 'soak', 'first'] as const
export type Section = (typeof SECTIONS)[number]

export interface BenchOptions {
  /** The sections to run; all of them by default. */
  only: readonly Section[]
  /** Rounds of each measurement; by default each section knows its own number. */
  rounds: number | null
  /** Length of the soak. */
  minutes: number
  /** The libraries to compare in `charts` and `wall`; all of them when empty. */
  subjects: readonly string[]
  /** A short run that compares ratios with guard.json, and writes nothing. */
  guard: boolean
  /** A quick pass that proves that all works: its figures are not to be quoted. */
  trial: boolean
  /** Not all of a section was asked for: results are printed, not written. */
  partial: boolean
}

const SOAK_MINUTES = 20
const TRIAL_SOAK_MINUTES = 0.5
const TRIAL_ROUNDS = 2

const isTrial = Boolean(process.env['WATCHDECK_BENCH_TRIAL'])

export const options: BenchOptions = {
  only: sections(process.env['WATCHDECK_BENCH_ONLY']),
  rounds: positive('rounds', process.env['WATCHDECK_BENCH_ROUNDS']),
  minutes:
    positive('minutes', process.env['WATCHDECK_BENCH_MINUTES']) ??
    (isTrial ? TRIAL_SOAK_MINUTES : SOAK_MINUTES),
  subjects: process.env['WATCHDECK_BENCH_SUBJECTS']?.split(',').filter(Boolean) ?? [],
  guard: Boolean(process.env['WATCHDECK_BENCH_GUARD']),
  trial: isTrial,
  partial: Boolean(process.env['WATCHDECK_BENCH_PARTIAL']),
}

/** How often to measure what is usually measured so often. */
export function roundsOf(usual: number): number {
  return options.rounds ?? (options.trial ? Math.min(usual, TRIAL_ROUNDS) : usual)
}

/** A duration, a number of updates, a list of cases: as it is measured, or as it is tried. */
export function measuredOr<Plan>(measured: Plan, tried: Plan): Plan {
  return options.trial ? tried : measured
}

function sections(asked: string | undefined): readonly Section[] {
  if (!asked) return SECTIONS
  return asked.split(',').map((name) => {
    const section = SECTIONS.find((known) => known === name.trim())
    if (!section) throw new Error(`--only takes ${SECTIONS.join(', ')}, separated by commas; got "${name}".`)
    return section
  })
}

/** Whether a library is to be measured this time. */
export function isAsked(subject: string): boolean {
  return options.subjects.length === 0 || options.subjects.includes(subject)
}

function positive(name: string, asked: string | undefined): number | null {
  if (!asked) return null
  const number = Number(asked)
  if (!(number > 0)) throw new Error(`--${name} takes a number above 0; got "${asked}".`)
  return number
}
