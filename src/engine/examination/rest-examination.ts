// The steps that ask over HTTP: whether somebody is there, is well, lets this user in, and tells sensors, latest values
// and history. What was answered is judged elsewhere.
import type { Judgement } from '../../domain/examination'
import type { Update } from '../../domain/updates'
import type { AuthMethod, Credentials, Request, SourceConfig, SystemRuntime } from '../../protocols/protocol'
import { doctorTexts } from '../../texts/doctor'
import type { ReadCookie } from '../cookies'
import type { Attempt, Instruments } from './instruments'
import {
  isBackend,
  judgeAdmission,
  judgeHealth,
  judgeHistory,
  judgeMetadata,
  judgeMissingSignIn,
  judgePolling,
  judgeReach,
  judgeUnreadableCookie,
} from './judge-answers'
import { hostOf } from './judge-configuration'
import { skipped } from './verdict'

const { seen } = doctorTexts
const HISTORY_MS = 300_000
const THERE_WITHIN_MS = 5_000

export interface RestExaminationOptions {
  instruments: Instruments
  source: SourceConfig
  runtime: SystemRuntime
  /** The page's own origin. */
  origin: string
  /** Whether some link of the source is polled. */
  isPolled: boolean
  /** Labels of the options that narrow down where its paths are. */
  narrowedBy: readonly string[]
  /** The cookie that makes the sign-in, where it is one. */
  cookie: AuthMethod['cookie'] | undefined
  readCookie: ReadCookie | undefined
  /** What the source is watched with. Rejects with a `RequestError` where nobody is signed in. */
  signIn: () => Promise<Credentials | null>
}

export class RestExamination {
  credentials: Credentials | null = null
  /** Whether the backend lets us read. */
  isAdmitted = false
  /** What the polling endpoint told; `null` when it was not asked, or did not tell. */
  polled: readonly Update[] | null = null
  #metadata: readonly Update[] = []

  constructor(private readonly options: RestExaminationOptions) {}

  async reachable(): Promise<Judgement> {
    const { instruments, source, runtime, origin, narrowedBy } = this.options
    const { health, metadata, me } = runtime
    const questions = [health, (ask: Request) => metadata(ask, null), me && ((ask: Request) => me(ask, null))]
    for (const question of questions) {
      if (question) await instruments.attempt<unknown>(question)
      // Who is not there at all need not be asked again; a wrong path may be wrong for one question only.
      if (instruments.exchanges.some((one) => isBackend(one) || one.status === null)) break
    }
    const { exchanges } = instruments
    const lost = exchanges.find(({ status, timedOut }) => status === null && !timedOut)
    const isElsewhere = new URL(source.baseUrl).origin !== origin
    const isThere = lost && isElsewhere ? await instruments.isThere(lost.url, THERE_WITHIN_MS) : false
    return judgeReach(exchanges, hostOf(source.baseUrl), isThere, narrowedBy)
  }

  async health(): Promise<Judgement> {
    const { instruments, runtime } = this.options
    return runtime.health
      ? judgeHealth(await instruments.attempt(runtime.health))
      : skipped(seen.healthNotTold)
  }

  async authentication(): Promise<Judgement> {
    const { source, cookie } = this.options
    const judgement = source.auth ? await this.#signedIn() : await this.#unasked()
    this.isAdmitted = judgement.outcome !== 'failed'
    if (judgement.outcome !== 'ok' || !cookie) return judgement
    return (await this.#isUnreadable(cookie.csrf)) ? judgeUnreadableCookie(cookie.csrf) : judgement
  }

  async #unasked(): Promise<Judgement> {
    return judgeAdmission(await this.#ask(this.options.runtime.metadata), 'nobody')
  }

  async #signedIn(): Promise<Judgement> {
    const { instruments, runtime, signIn, cookie } = this.options
    const by = cookie ? 'cookie' : 'token'
    const own = await instruments.attempt(signIn)
    if (!own.ok) return judgeMissingSignIn(own, by)
    this.credentials = own.answer
    const { me, metadata } = runtime
    const known = await this.#ask<unknown>(me ?? metadata)
    if (!known.ok || known.exchanges.length > 0) return judgeAdmission(known, by)
    // Who somebody is, some systems know without asking.
    const { token = null } = this.credentials ?? {}
    return judgeAdmission(await this.#ask(metadata), token === null ? 'name' : by)
  }

  /** Where nobody can tell, it is not blamed. */
  async #isUnreadable(cookie: string): Promise<boolean> {
    const { readCookie } = this.options
    return readCookie !== undefined && (await readCookie(cookie)) === null
  }

  async metadata(): Promise<Judgement> {
    const attempt = await this.#ask(this.options.runtime.metadata)
    if (attempt.ok) this.#metadata = attempt.answer
    return judgeMetadata(attempt)
  }

  async polling(): Promise<Judgement> {
    const attempt = await this.latest()
    if (!attempt) return skipped(seen.notPolled)
    if (attempt.ok) this.polled = attempt.answer
    return judgePolling(attempt)
  }

  async history(): Promise<Judgement> {
    const { history } = this.options.runtime
    if (!history) return skipped(seen.noHistory)
    const sensor = this.#metadata.flatMap((update) => (update.kind === 'sensors' ? update.sensors : []))[0]
    if (!sensor) return skipped(seen.noSensorForHistory)
    const wanted = { sensors: [sensor.id], spanMs: HISTORY_MS }
    return judgeHistory(await this.#ask((request, credentials) => history(request, credentials, wanted)))
  }

  /** The latest values; `null` where the source is not polled. */
  async latest(): Promise<Attempt<readonly Update[]> | null> {
    const { latest } = this.options.runtime
    if (!latest || !this.options.isPolled) return null
    const { signal } = this.options.instruments
    return this.#ask((request, credentials) => latest(request, credentials, signal))
  }

  #ask<Answer>(
    question: (request: Request, credentials: Credentials | null) => Promise<Answer>,
  ): Promise<Attempt<Answer>> {
    return this.options.instruments.attempt((request) => question(request, this.credentials))
  }
}
