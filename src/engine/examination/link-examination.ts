// The steps that are taken for each link: opens a connection of its own, listens, pings, and waits for new values.
// What it sees is judged elsewhere.
import type { Judgement } from '../../domain/examination'
import { staleAfter } from '../../domain/freshness'
import type { Credentials, LinkDescription, SourceConfig, SystemRuntime } from '../../protocols/protocol'
import { isUnauthorized, RequestError } from '../../protocols/request-error'
import { doctorTexts } from '../../texts/doctor'
import type { Update } from '../../domain/updates'
import type { Attempt, Instruments, Outside } from './instruments'
import {
  judgeDecoding,
  judgeFirstFrame,
  judgeHeartbeat,
  judgeUpdates,
  judgeUpgrade,
  type PolledMeanwhile,
} from './judge-connection'
import { failed, skipped } from './verdict'
import { Visit } from './visit'

const { seen, remedies } = doctorTexts
/** Where a system has pings and names no deadline. */
const PONG_WITHIN_MS = 10_000
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
}

export class LinkExamination {
  #visit: Visit | null = null
  /** How old the newest live value was when it was looked at; `null` where nobody knows. */
  ageMs: number | null = null

  constructor(private readonly options: LinkExaminationOptions) {}

  async upgrade(credentials: Credentials | null): Promise<Judgement> {
    const { outside, source, runtime, description, instruments } = this.options
    const { id, policy } = description
    const started = outside.clock.monotonic()
    let visit: Visit
    try {
      const address = runtime.socketAddress(id, source, credentials)
      const decoder = runtime.createDecoder(id)
      visit = new Visit({ outside, address, decoder, credentials, now: instruments.now })
    } catch (error) {
      const words = error instanceof RequestError ? error.message : seen.noAddress(source.baseUrl)
      const remedy = isUnauthorized(error) ? remedies.signInAgain : remedies.address
      return failed(seen.upgradeImpossible(words), remedy)
    }
    this.#visit = visit
    await visit.until(() => visit.isOpen, policy.handshakeDeadlineMs)
    return judgeUpgrade(visit, policy, outside.clock.monotonic() - started)
  }

  async firstFrame(): Promise<Judgement> {
    const { policy } = this.options.description
    const visit = this.#openVisit()
    if (!visit) return skipped(seen.notConnected)
    await visit.until(() => visit.firstFrameAfterMs !== null, policy.greeting.withinMs)
    return judgeFirstFrame(visit, policy)
  }

  /** A greeting alone proves little: waits for something with a meaning, or something that has none. */
  async decoding(): Promise<Judgement> {
    const visit = this.#speakingVisit()
    if (!visit) return skipped(seen.notConnected)
    await visit.until(() => visit.telling >= LISTENED_TO || visit.rejection !== null, this.#patienceMs)
    // Garbage may have come first by chance.
    if (visit.telling === 0 && visit.rejection !== null)
      await visit.until(() => visit.telling > 0, this.#patienceMs)
    return judgeDecoding(visit)
  }

  async heartbeat(): Promise<Judgement> {
    const { description, outside } = this.options
    const visit = this.#speakingVisit()
    if (!visit) return skipped(seen.notConnected)
    const waitMs = description.policy.keepAlive?.deadlineMs ?? PONG_WITHIN_MS
    const started = outside.clock.monotonic()
    if (!visit.ping()) return skipped(seen.noPing)
    await visit.until(() => visit.pongs > 0, waitMs)
    return judgeHeartbeat(visit, description.policy, waitMs, outside.clock.monotonic() - started)
  }

  /** @param earlier what a poll told before; `null` where none did */
  async updates(earlier: readonly Update[] | null): Promise<Judgement> {
    const { description, instruments } = this.options
    const visit = this.#speakingVisit()
    if (!visit) return skipped(seen.notConnected)
    if (visit.telling === 0 && visit.rejection !== null) return skipped(seen.notRead)
    const before = visit.withData
    const waitedMs = this.#patienceMs
    await visit.until(() => visit.withData > before, waitedMs)
    const isSilent = !visit.closed && visit.withData === before
    const polled = isSilent ? await this.#comparedWith(earlier) : 'unknown'
    this.ageMs = visit.newest === null || !instruments.offset ? null : instruments.now() - visit.newest
    return judgeUpdates(visit, description.policy, { before, waitedMs, ageMs: this.ageMs, polled })
  }

  close(): void {
    this.#visit?.close()
  }

  /** Whether polls tell something new while the connection tells nothing. */
  async #comparedWith(earlier: readonly Update[] | null): Promise<PolledMeanwhile> {
    const later = earlier && (await this.options.latest())
    if (!earlier || !later?.ok) return 'unknown'
    return toldBy(earlier) === toldBy(later.answer) ? 'same' : 'newer'
  }

  get #patienceMs(): number {
    return staleAfter(this.options.cadenceHintMs)
  }

  #openVisit(): Visit | null {
    return this.#visit?.isOpen ? this.#visit : null
  }

  /** A connection that was turned away, or closed before it said anything, is not listened to any longer. */
  #speakingVisit(): Visit | null {
    const visit = this.#openVisit()
    if (!visit || visit.refusal) return null
    const { greeting } = this.options.description.policy
    const isMute = visit.firstFrameAfterMs === null && (greeting.expected || visit.closed !== null)
    return isMute || (visit.closed !== null && visit.valid === 0) ? null : visit
  }
}

/** Values and states with their times, to be compared. */
function toldBy(updates: readonly Update[]): string {
  return JSON.stringify(updates.filter(({ kind }) => kind === 'readings' || kind === 'components'))
}
