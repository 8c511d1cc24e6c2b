// What the examination of a source consists of: its steps in their order, what each one found, and the cause that
// follows from it. It examines nothing itself.

/** In the order in which they are taken; each stands on those before. */
export const EXAMINATION_STEPS = [
  'configuration',
  'reachable',
  'health',
  'authentication',
  'metadata',
  'upgrade',
  'first-frame',
  'decoding',
  'heartbeat',
  'clock',
  'polling',
  'history',
  'updates',
  'latency',
] as const
export type ExaminationStep = (typeof EXAMINATION_STEPS)[number]

/** `notice`: worth knowing, and nothing is broken by it. `skipped`: there was nothing to examine. */
export type ExaminationOutcome = 'ok' | 'notice' | 'failed' | 'skipped'

export interface Judgement {
  outcome: ExaminationOutcome
  /** What was seen. */
  words: string
  /** What to do about it; `null` where there is nothing to do. */
  remedy: string | null
}

/** One step of one examination. */
export interface PlannedStep {
  step: ExaminationStep
  /** The link's label, for a step that is taken for each link of a source that has several. */
  link: string | null
}

export interface Finding extends PlannedStep, Judgement {}

/** What an examination tells as it goes. */
export type ExaminationNews =
  | { kind: 'planned'; steps: PlannedStep[] }
  | { kind: 'begun'; step: PlannedStep }
  | { kind: 'finding'; finding: Finding }
  /** `complete` is false where it was ended before its last step. */
  | { kind: 'done'; complete: boolean }

/** The true cause is the first failure: what fails after it may fail because of it. */
export function causeOf(findings: readonly Finding[]): Finding | null {
  return findings.find(({ outcome }) => outcome === 'failed') ?? null
}

export function noticesIn(findings: readonly Finding[]): number {
  return findings.filter(({ outcome }) => outcome === 'notice').length
}

export function isSameStep(a: PlannedStep, b: PlannedStep): boolean {
  return a.step === b.step && a.link === b.link
}
