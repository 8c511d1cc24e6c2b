// How everything is, in one state and a few words: the worst finding decides, and nothing is well while anything
// is unknown. Arithmetic over findings and counts; where they come from is not its business.
import type { RouteLocationRaw } from 'vue-router'
import { rankOf, type CardState, type Standing } from '../../domain/limits'
import type { ComponentState } from '../../domain/updates'
import { healthTexts } from '../../texts/health'

const words = healthTexts.overall

/** Something that is not well, or not known to be. */
export interface Finding extends Standing {
  key: string
  /** What it is about: a connection, a source, a component, a sensor. */
  subject: string
  words: string
  /** Where it is. */
  to: RouteLocationRaw
}

/** What is well, counted. */
export interface WellCounts {
  connections: number
  components: ReadonlyMap<ComponentState, number>
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
  /** What is well besides what was found; empty when nothing is, or when the headline says it. */
  besides: string
}

export function overallHealth(found: readonly Finding[], well: WellCounts): OverallHealth {
  const findings = [...found].sort((a, b) => weightOf(b) - weightOf(a))
  const [worst] = findings
  const parts = wellParts(well)
  if (!worst) {
    return parts.length === 0
      ? { state: 'unknown', lastKnown: null, headline: words.nothing, findings, besides: '' }
      : { state: 'normal', lastKnown: null, headline: words.well(parts.join(', ')), findings, besides: '' }
  }
  return {
    state: worst.state,
    lastKnown: worst.lastKnown,
    headline: headlineOf(findings),
    findings,
    besides: parts.length === 0 ? '' : words.besides(parts.join(', ')),
  }
}

/** What is abnormal before what is unknown, and that before what is merely worth a notice. */
function weightOf(finding: Finding): number {
  return rankOf(finding) * 2 + (finding.state === 'unknown' ? 1 : 0)
}

function headlineOf(findings: readonly Finding[]): string {
  const count = (belongs: (finding: Finding) => boolean): number => findings.filter(belongs).length
  const crit = count(({ state }) => state === 'crit')
  const warn = count(({ state }) => state === 'warn')
  const lastKnown = count((finding) => finding.state === 'unknown' && rankOf(finding) > 0)
  const unknown = count((finding) => finding.state === 'unknown' && rankOf(finding) === 0)
  const others = findings.length - crit - warn - lastKnown - unknown
  return [
    crit > 0 ? words.critical(crit) : '',
    warn > 0 ? words.warning(warn) : '',
    lastKnown > 0 ? words.lastKnown(lastKnown) : '',
    unknown > 0 ? words.unknown(unknown) : '',
    others > 0 ? words.notice(others) : '',
  ]
    .filter(Boolean)
    .join(', ')
}

function wellParts({ connections, components, normal, withoutLimit }: WellCounts): string[] {
  const states = [...components].map(([state, count]) =>
    words.components(count, healthTexts.component.states[state]),
  )
  return [
    connections > 0 ? words.connections(connections) : '',
    ...states,
    normal > 0 ? words.values(normal) : '',
    withoutLimit > 0 ? words.withoutLimit(withoutLimit) : '',
  ].filter(Boolean)
}
