// The steps that are taken for each link: opens a connection of its own, listens, pings, and waits for new values.
// What it sees is judged elsewhere.
import type { Judgement } from '../../domain/examination'
import { takeConnection } from '../../connection/connection-slots'
import { staleAfter } from '../../domain/freshness'
import type { Credentials, LinkDescription, SourceConfig, SystemRuntime } from '../../protocols/protocol'
import { isUnauthorized, RequestError } from '../../protocols/request-error'
import { doctorTexts } from '../../texts/doctor'
import type { Update } from '../../domain/updates'
import type { Attempt, Instruments, Outside } from './instruments'
import { judgeDecoding, judgeHeartbeat, judgeUpdates, type PolledMeanwhile } from './judge-connection'
import {
  judgeCrowded,
  judgeFirstFrame,
  judgeTurnedAway,
  judgeUpgrade,
  type Circumstances,
} from './judge-opening'
import { toldBy } from './told-by'
import { failed, skipped } from './verdict'
import { Visit } from './visit'

const { seen, remedies } = doctorTexts
/** Where a system has pings and names no deadline. */
const PONG_WITHIN_MS = 3_000
/** Where nobody has to say anything, no wait would be long enough. */
const QUIET_MS = 3_000
/** What polls tell may be under way on the live connection. */
const UNDER_WAY_MS = 1_000
/** So many frames show whether what this backend says is understood. */
const LISTENED_TO = 3

export interface LinkExaminationOptions {
  outside: Outside
  instruments: Instruments
  source: SourceConfig
  runtime: SystemRuntime
  description: LinkDescription
  cadenceHintMs: number
  /** Asks the backend for its latest values; answers `null` where it cannot be asked. */
  latest: () => Promise<Attempt<readonly Update[]> | null>
  /** Whether the watched connection of this link is up. */
  isProven: () => boolean
}

export class LinkExamination {
  #visit: Visit | null = null
  #isClosed = false
  #isRefusalTold = false
  /** Frames with data when polls were asked what there is to tell. */
  #atPoll = 0
  /** How old the newest live value was when it was looked at; `null` where nobody knows. */
  ageMs: number | null = null

  constructor(private readonly options: LinkExaminationOptions) {}

  async upgrade(credentials: Credentials | null): Promise<Judgement> {
    const { outside, source, runtime, description, instruments } = this.options
    const { id, policy } = description
    const giveBack = await this.#takeSlot(credentials)
    instruments.signal.throwIfAborted()
    if (!giveBack) return judgeCrowded(this.#circumstances, policy.connectionsPerUser ?? 0)
    const started = outside.clock.monotonic()
    let visit: Visit
    try {
      const address = runtime.socketAddress(id, source, credentials)
      const decoder = runtime.createDecoder(id)
      visit = new Visit({ outside, address, decoder, credentials, now: instruments.now, onEnd: giveBack })
    } catch (error) {
      giveBack()
      const words = error instanceof RequestError ? error.message : seen.noAddress(source.baseUrl)
      const remedy = isUnauthorized(error) ? remedies.signInAgain : remedies.address
      return failed(seen.upgradeImpossible(words), remedy)
    }
    this.#visit = visit
    await visit.until(() => visit.isOpen, policy.handshakeDeadlineMs)
    const tookMs = outside.clock.monotonic() - started
    const isMissing = visit.closed !== null && !visit.isOpen && policy.socketMayBeMissing === true
    const polls = isMissing ? ((await this.options.latest())?.ok ?? null) : null
    return judgeUpgrade(visit, this.#circumstances, tookMs, polls)
  }

  async firstFrame(): Promise<Judgement> {
    const visit = this.#openVisit()
    if (!visit) return skipped(seen.notConnected)
    const { withinMs } = this.options.description.policy.greeting
    await visit.until(() => visit.firstFrameAfterMs !== null, withinMs)
    this.#isRefusalTold = visit.refusal !== null
    return judgeFirstFrame(visit, this.#circumstances)
  }

  /** A greeting alone proves little: waits for something with a meaning, or something that has none. */
  decoding(): Promise<Judgement> {
    return this.#listen(async (visit) => {
      const isEnough = (): boolean => visit.telling >= LISTENED_TO || visit.rejection !== null
      // Where nobody greets, the first frame was waited for as long already.
      const isHeard = this.#isQuiet && visit.firstFrameAfterMs === null
      await visit.until(isEnough, isHeard ? 0 : this.#patienceMs)
      // Garbage may have come first by chance.
      if (visit.telling === 0 && visit.rejection !== null)
        await visit.until(() => visit.telling > 0, this.#patienceMs)
      return judgeDecoding(visit)
    })
  }

  heartbeat(): Promise<Judgement> {
    const { description, outside } = this.options
    return this.#listen(async (visit) => {
      const waitMs = description.policy.keepAlive?.deadlineMs ?? PONG_WITHIN_MS
      const started = outside.clock.monotonic()
      if (!visit.ping()) return skipped(seen.noPing)
      await visit.until(() => visit.pongs > 0, waitMs)
      return judgeHeartbeat(visit, this.#circumstances, waitMs, outside.clock.monotonic() - started)
    })
  }

  /** Polls are about to be asked: what is new from now on has to come here as well. */
  notePoll(): void {
    this.#atPoll = this.#visit?.withData ?? 0
  }

  /** @param earlier what a poll told before; `null` where none did */
  updates(earlier: readonly Update[] | null): Promise<Judgement> {
    const { instruments } = this.options
    return this.#listen(async (visit) => {
      if (visit.telling === 0 && visit.rejection !== null) return skipped(seen.notRead)
      const before = this.#isQuiet ? this.#atPoll : visit.withData
      const waitedMs = this.#patienceMs
      const hasNews = (): boolean => visit.withData > before
      await visit.until(hasNews, waitedMs)
      const isSilent = !visit.closed && !hasNews()
      const polled = isSilent ? await this.#comparedWith(earlier) : 'unknown'
      if (polled === 'newer' && this.#isQuiet) await visit.until(hasNews, UNDER_WAY_MS)
      this.ageMs = visit.newest === null || !instruments.offset ? null : instruments.now() - visit.newest
      return judgeUpdates(visit, this.#circumstances, { before, waitedMs, ageMs: this.ageMs, polled })
    })
  }

  close(): void {
    this.#isClosed = true
    this.#visit?.close()
  }

  /** `null` where this browser has as many connections of this user as the backend takes. */
  async #takeSlot(credentials: Credentials | null): Promise<(() => void) | null> {
    const { outside, source, description: link } = this.options
    const giveBack = await takeConnection(outside.locks, { baseUrl: source.baseUrl, link, credentials })
    if (this.#isClosed) giveBack?.()
    return giveBack
  }

  /** Whether polls tell something new while the connection tells nothing. */
  async #comparedWith(earlier: readonly Update[] | null): Promise<PolledMeanwhile> {
    if (!earlier || this.options.description.policy.polling === null) return 'unknown'
    const later = await this.options.latest()
    if (!later?.ok) return 'unknown'
    return toldBy(earlier) === toldBy(later.answer) ? 'same' : 'newer'
  }

  get #circumstances(): Circumstances {
    const { description, source, isProven } = this.options
    return { policy: description.policy, signsIn: source.auth !== null, isWatchedUp: isProven() }
  }

  get #isQuiet(): boolean {
    return this.options.description.policy.silentAfterCadences === null
  }

  get #patienceMs(): number {
    return this.#isQuiet ? QUIET_MS : staleAfter(this.options.cadenceHintMs)
  }

  #openVisit(): Visit | null {
    return this.#visit?.isOpen ? this.#visit : null
  }

  /** Whoever is turned away later on is told so once, at the step that is being taken. */
  async #listen(act: (visit: Visit) => Promise<Judgement>): Promise<Judgement> {
    const visit = this.#speakingVisit()
    if (!visit) return skipped(seen.notConnected)
    const judgement = visit.refusal ? null : await act(visit)
    if (judgement && !visit.refusal) return judgement
    this.#isRefusalTold = true
    return visit.refusal ? judgeTurnedAway(visit.refusal, this.#circumstances) : skipped(seen.notConnected)
  }

  /** A connection that was turned away, or closed before it said anything, is not listened to any longer. */
  #speakingVisit(): Visit | null {
    const visit = this.#openVisit()
    if (!visit || this.#isRefusalTold) return null
    const { greeting } = this.options.description.policy
    const isMute = visit.firstFrameAfterMs === null && (greeting.expected || visit.closed !== null)
    return isMute || (visit.closed !== null && visit.valid === 0) ? null : visit
  }
}
