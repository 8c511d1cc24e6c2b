// The examinations of sources: asks the engine for one, and keeps what the newest of each source has found.
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import {
  causeOf,
  noticesIn,
  type ExaminationNews,
  type Finding,
  type PlannedStep,
} from '../domain/examination'
import { doctorTexts } from '../texts/doctor'
import { useAnnouncer } from './announcer'
import { useEngine } from './engine'
import { useSources } from './sources'

/** Replaced with each news, never changed in place. */
export interface SourceExamination {
  number: number
  planned: readonly PlannedStep[]
  findings: readonly Finding[]
  /** The step that is being taken. */
  current: PlannedStep | null
  /** `null` while it runs; then whether it came to its end. */
  complete: boolean | null
}

export const useDoctor = defineStore('doctor', () => {
  const engine = useEngine()
  const sources = useSources()
  const announcer = useAnnouncer()
  const examinations = shallowReactive(new Map<string, SourceExamination>())
  let asked = 0

  function of(source: string): SourceExamination | null {
    return examinations.get(source) ?? null
  }

  function isRunning(source: string): boolean {
    return of(source)?.complete === null
  }

  /** Examines a source anew, unless it is being examined. */
  function examine(source: string): void {
    if (isRunning(source)) return
    const number = ++asked
    examinations.set(source, { number, planned: [], findings: [], current: null, complete: null })
    engine.send({ kind: 'examine', source, number })
  }

  /** What an older examination still says changes nothing. */
  function take(source: string, number: number, news: ExaminationNews): void {
    const before = examinations.get(source)
    if (before?.number !== number || before.complete !== null) return
    const after = advanced(before, news)
    examinations.set(source, after)
    if (news.kind !== 'done') return
    const label = sources.byId.get(source)?.label ?? source
    announcer.announce(doctorTexts.announced(label, conclusionOf(after)), `examination/${source}`)
  }

  return { of, isRunning, examine, take }
})

function advanced(before: SourceExamination, news: ExaminationNews): SourceExamination {
  switch (news.kind) {
    case 'planned':
      return { ...before, planned: news.steps }
    case 'begun':
      return { ...before, current: news.step }
    case 'finding':
      return { ...before, current: null, findings: [...before.findings, news.finding] }
    case 'done':
      return { ...before, current: null, complete: news.complete }
  }
}

/** The last word of an examination that is over: the cause, where there is one. */
export function conclusionOf({ findings, complete }: SourceExamination): string {
  const cause = causeOf(findings)
  if (cause)
    return doctorTexts.cause(doctorTexts.stepOf(doctorTexts.steps[cause.step], cause.link), cause.words)
  if (complete !== true) return doctorTexts.cutShort
  const notices = noticesIn(findings)
  return notices === 0 ? doctorTexts.noFault : doctorTexts.onlyNotices(notices)
}
