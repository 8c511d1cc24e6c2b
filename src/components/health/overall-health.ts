// How everything is, in one state and a few words: the worst finding decides, and nothing is well while anything
// is unknown. Arithmetic over findings and counts; where they come from is not its business.
import type { RouteLocationRaw } from 'vue-router'
import { rankOf, type CardState, type Standing } from '../../domain/limits'
import type { JobState } from '../../domain/job-updates'
import type { ComponentState } from '../../domain/updates'
import { healthTexts } from '../../texts/health'
import { jobTexts } from '../../texts/jobs'

const words = healthTexts.overall

/** Something that is not well, or not known to be. */
export interface Finding extends Standing {
  key: string
  /** What it is about: a connection, a source, a component, a job, a sensor. */
  subject: string
  words: string
  /** Where it is. */
  to: RouteLocationRaw
  /** Whether it is among what the header counts, and so in the same words here. */
  counted?: boolean
}

/** What is well, counted. */
export interface WellCounts {
  connections: number
  components: ReadonlyMap<ComponentState, number>
  jobs?: ReadonlyMap<JobState, number>
  /** Values within their limits. */
  normal: number
  /** Values that are known to have none. */
  withoutLimit: number
}

export interface OverallHealth {
  state: CardState
  lastKnown: CardState | null
  headline: string
  /** The worst first; among equals in the order in which they were found. */
  findings: readonly Finding[]
  /** What the headline does not say: what is well besides what was found, and what is neither. */
  besides: string
}

/** @param counted what the header says, in its words */
export function overallHealth(
  found: readonly Finding[],
  well: WellCounts,
  counted: readonly string[],
): OverallHealth {
  const findings = [...found].sort((a, b) => weightOf(b) - weightOf(a))
  const [worst] = findings
  const parts = wellParts(well).join(', ')
  const apart = [
    ...componentParts(well, (state) => state !== 'running'),
    ...jobParts(well, (state) => !isJobWell(state)),
  ].join(', ')
  const rest = apart === '' ? '' : words.apart(apart)
  if (worst) {
    return {
      state: worst.state,
      lastKnown: worst.lastKnown,
      headline: headlineOf(findings, counted),
      findings,
      besides: [parts === '' ? '' : words.besides(parts), rest].filter(Boolean).join(' '),
    }
  }
  const calm = { lastKnown: null, findings }
  if (parts !== '') return { ...calm, state: 'normal', headline: words.well(parts), besides: rest }
  if (apart !== '') return { ...calm, state: 'stopped', headline: apart, besides: '' }
  return { ...calm, state: 'unknown', headline: words.nothing, besides: '' }
}

/** What is abnormal before what is unknown, and that before what is merely worth a notice. */
function weightOf(finding: Finding): number {
  return rankOf(finding) * 2 + (finding.state === 'unknown' ? 1 : 0)
}

/** The header's words first; what it does not count follows by itself. */
function headlineOf(findings: readonly Finding[], counted: readonly string[]): string {
  const others = findings.filter((finding) => !finding.counted)
  const problems = others.filter((finding) => rankOf(finding) > 0).length
  const unknown = others.filter((finding) => rankOf(finding) === 0 && finding.state === 'unknown').length
  const notices = others.length - problems - unknown
  return [
    ...counted,
    problems > 0 ? words.problem(problems) : '',
    unknown > 0 ? words.unknown(unknown) : '',
    notices > 0 ? words.notice(notices) : '',
  ]
    .filter(Boolean)
    .join(', ')
}

function wellParts(well: WellCounts): string[] {
  const { connections, normal, withoutLimit } = well
  return [
    connections > 0 ? words.connections(connections) : '',
    ...componentParts(well, (state) => state === 'running'),
    ...jobParts(well, isJobWell),
    normal > 0 ? words.values(normal) : '',
    withoutLimit > 0 ? words.withoutLimit(withoutLimit) : '',
  ].filter(Boolean)
}

/** What does not run may be as it should be, but is not well. */
function componentParts({ components }: WellCounts, belongs: (state: ComponentState) => boolean): string[] {
  return [...components]
    .filter(([state]) => belongs(state))
    .map(([state, count]) => words.components(count, healthTexts.component.states[state]))
}

function jobParts({ jobs = new Map() }: WellCounts, belongs: (state: JobState) => boolean): string[] {
  return [...jobs].filter(([state]) => belongs(state)).map(([state, count]) => jobTexts.inState(count, state))
}

/** It does what it should, or waits for its time. */
function isJobWell(state: JobState): boolean {
  return state === 'active' || state === 'running'
}
