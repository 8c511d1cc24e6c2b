// The examination of one source, step by step, beside its running links and without disturbing them: requests and
// connections of its own, bounded by deadlines, and nothing left at its end (C6). It tells each finding as it goes.
import {
  EXAMINATION_STEPS,
  isSameStep,
  type ExaminationNews,
  type ExaminationStep,
  type Judgement,
  type PlannedStep,
} from '../../domain/examination'
import type { Credentials, Protocol, SourceConfig, SystemRuntime } from '../../protocols/protocol'
import { redact } from '../../protocols/redaction'
import { doctorTexts } from '../../texts/doctor'
import { Instruments, type Outside } from './instruments'
import { judgeConfiguration } from './judge-configuration'
import { judgeLatency, judgeServerClock } from './judge-time'
import { LinkExamination } from './link-examination'
import { RestExamination } from './rest-examination'
import { failed, skipped } from './verdict'

const { seen, remedies } = doctorTexts
/** Steps that are taken for each link; the last of them when everything else was asked. */
const OF_LINKS: readonly ExaminationStep[] = ['upgrade', 'first-frame', 'decoding', 'heartbeat', 'updates']

export interface ExaminationOptions {
  source: SourceConfig
  protocol: Protocol
  outside: Outside
  /** What the source is watched with. Rejects with a `RequestError` where nobody is signed in. */
  signIn: () => Promise<Credentials | null>
  /** Whether the watched connection of a link is up. */
  isProven: (link: string) => boolean
  tell: (news: ExaminationNews) => void
}

interface ExaminedLink {
  label: string | null
  examination: LinkExamination
}

export class Examination {
  readonly #stopped = new AbortController()
  readonly #links: ExaminedLink[] = []
  /** Planned and not taken yet. */
  #left: PlannedStep[] = []
  #rest: RestExamination | null = null
  #isOver = false

  constructor(private readonly options: ExaminationOptions) {}

  /** Takes every step. Never rejects; ends early when it is stopped. */
  async run(): Promise<void> {
    try {
      await this.#examine()
      this.#end(true)
    } catch {
      // Stopped; or a system threw where it must not, which ends its examination and nothing else.
      this.#end(false)
    }
  }

  stop(): void {
    this.#end(false)
  }

  async #examine(): Promise<void> {
    const { source, protocol, outside } = this.options
    this.#left = planOf(protocol)
    this.options.tell({ kind: 'planned', steps: [...this.#left] })
    const runtime = await this.#load()
    const configuration = (): Judgement =>
      runtime
        ? judgeConfiguration(source, protocol, runtime, outside.origin)
        : failed(seen.notLoaded, remedies.reload)
    const isConfigured = await this.#take('configuration', configuration)
    if (!runtime || !isConfigured) {
      this.#skipRest(seen.notConfigured)
      return
    }
    const instruments = new Instruments(outside, source.baseUrl, this.#stopped.signal)
    const rest = this.#prepare(runtime, instruments)
    if (!(await this.#take('reachable', () => rest.reachable()))) {
      this.#skipRest(seen.notReached)
      return
    }
    await this.#take('health', () => rest.health())
    await this.#take('authentication', () => rest.authentication())
    /** What only who is let in can be told. */
    const inside = (step: ExaminationStep, act: () => Promise<Judgement>, link: string | null = null) =>
      this.#take(step, rest.isAdmitted ? act : () => skipped(seen.notAdmitted), link)
    await inside('metadata', () => rest.metadata())
    for (const { label, examination } of this.#links) {
      await inside('upgrade', () => examination.upgrade(rest.credentials), label)
      await inside('first-frame', () => examination.firstFrame(), label)
      await inside('decoding', () => examination.decoding(), label)
      await inside('heartbeat', () => examination.heartbeat(), label)
    }
    await this.#take('clock', () => judgeServerClock(instruments.offset))
    for (const { examination } of this.#links) examination.notePoll()
    await inside('polling', () => rest.polling())
    await inside('history', () => rest.history())
    for (const { label, examination } of this.#links) {
      await inside('updates', () => examination.updates(rest.polled), label)
    }
    await this.#take('latency', () => this.#latency(instruments))
  }

  /** A runtime of its own: what a watched one remembers is not touched. */
  async #load(): Promise<SystemRuntime | null> {
    const loaded = await this.options.protocol.load().catch(() => null)
    return typeof loaded === 'function' ? loaded(this.options.source) : loaded
  }

  #prepare(runtime: SystemRuntime, instruments: Instruments): RestExamination {
    const { source, protocol, outside, signIn, isProven } = this.options
    const { cadenceHintMs, links, authMethods } = protocol
    const rest = new RestExamination({
      instruments,
      source,
      runtime,
      origin: outside.origin,
      isPolled: links.some(({ policy }) => policy.polling !== null),
      narrowedBy: narrowing(source, protocol),
      cookie: authMethods.find(({ id }) => id === source.auth?.method)?.cookie,
      readCookie: outside.readCookie,
      signIn,
    })
    for (const description of links) {
      const examination = new LinkExamination({
        outside,
        instruments,
        source,
        runtime,
        description,
        cadenceHintMs,
        latest: () => rest.latest(),
        isProven: () => isProven(description.id),
      })
      this.#links.push({ label: links.length > 1 ? description.label : null, examination })
    }
    this.#rest = rest
    return rest
  }

  async #latency(instruments: Instruments): Promise<Judgement> {
    const ages = this.#links.flatMap(({ examination }) => examination.ageMs ?? [])
    const lagMs = await instruments.timerLag()
    return judgeLatency(instruments.exchanges, ages.length === 0 ? null : Math.max(...ages), lagMs)
  }

  /** Takes a step and tells what it found. Answers whether it did not fail. */
  async #take(
    step: ExaminationStep,
    act: () => Judgement | Promise<Judgement>,
    link: string | null = null,
  ): Promise<boolean> {
    this.#stopped.signal.throwIfAborted()
    this.options.tell({ kind: 'begun', step: { step, link } })
    const judgement = await act()
    this.#stopped.signal.throwIfAborted()
    this.#left = this.#left.filter((one) => !isSameStep(one, { step, link }))
    this.#find({ step, link }, judgement)
    return judgement.outcome !== 'failed'
  }

  #skipRest(words: string): void {
    for (const step of this.#left) this.#find(step, skipped(words))
  }

  /** The one way out for words that a backend may have had a part in (C7). */
  #find(step: PlannedStep, { outcome, words, remedy }: Judgement): void {
    const token = this.#rest?.credentials?.token ?? ''
    const clean = redact(token === '' ? words : words.replaceAll(token, '…'))
    this.options.tell({ kind: 'finding', finding: { ...step, outcome, words: clean, remedy } })
  }

  #end(complete: boolean): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#stopped.abort()
    for (const { examination } of this.#links) examination.close()
    this.options.tell({ kind: 'done', complete })
  }
}

/** Labels of what the user chose in place of what would be found out. */
function narrowing({ options }: SourceConfig, protocol: Protocol): string[] {
  const chosen = protocol.options.filter(
    ({ key, choices }) => choices && options[key] !== undefined && options[key] !== choices[0]?.value,
  )
  return chosen.map(({ label }) => label)
}

function planOf({ links }: Protocol): PlannedStep[] {
  const labels = links.map(({ label }) => (links.length > 1 ? label : null))
  const early = OF_LINKS.slice(0, -1)
  return EXAMINATION_STEPS.flatMap((step): PlannedStep[] => {
    // The connection steps are taken together for one link after the other.
    if (step === early[0]) return labels.flatMap((link) => early.map((one) => ({ step: one, link })))
    if (early.includes(step)) return []
    return OF_LINKS.includes(step) ? labels.map((link) => ({ step, link })) : [{ step, link: null }]
  })
}
