// One conversation: its messages in the order of their time, then of their arrival. Keeps each message once, though
// sockets and answers tell it under other ids and at other times. Bounded; what is let go of is counted (T6).
import type { ChatMessage } from './chat-updates'
import type { EpochMs } from './updates'

export interface RecordedMessage {
  /** Counts the messages of a source from 1 in the order of arrival. */
  readonly number: number
  readonly id: string | null
  readonly conversation: string
  readonly author: string | null
  readonly text: string
  /** On the backend's clock. */
  readonly time: EpochMs
  /** Whether the backend told the time; else it is the arrival's. */
  readonly timed: boolean
  readonly automatic: boolean
  /** Came by itself as it was written, not as an answer to a question. */
  readonly isLive: boolean
}

/** How a message came. */
export interface Arrival {
  /** On the backend's clock. */
  at: EpochMs
  isLive: boolean
  nextNumber: () => number
}

export const MESSAGES_KEPT = 10_000
/** What is told twice is told with times that differ by less. */
export const SAME_WITHIN_MS = 2_000

export class RecordedConversation {
  title: string | null = null
  /** Whether the first message that there is is among those that are kept. */
  reachesStart = false
  /** Messages that are kept no longer. */
  dropped = 0
  /** Characters of all messages: names and ids can be as long as texts. */
  length = 0
  /** The oldest first. */
  readonly #messages: RecordedMessage[] = []
  readonly #byId = new Map<string, RecordedMessage>()
  #withoutId = 0
  /** Numbers of the messages before which some may be missing. */
  readonly #gaps = new Set<number>()
  /** Nobody listened for a while, and no answer has told since what was said. */
  endsInGap = false
  /** Messages with one text, the oldest first. */
  readonly #byText = new Map<string, RecordedMessage[]>()

  constructor(readonly id: string) {}

  get messages(): readonly RecordedMessage[] {
    return this.#messages
  }

  /** Those with this text, the oldest first. */
  withText(text: string): readonly RecordedMessage[] {
    return this.#byText.get(text) ?? []
  }

  /** Whether some may be missing right before it (T4). */
  isAfterGap({ number }: RecordedMessage): boolean {
    return this.#gaps.has(number)
  }

  /** Something may have been said that nobody heard. */
  miss(): void {
    this.endsInGap = this.#messages.length > 0
  }

  /** Nothing is before what is kept, and nothing is missing in it. */
  noteStart(): void {
    this.endsInGap = false
    this.reachesStart = this.dropped === 0
    this.#gaps.clear()
  }

  /** Takes what one frame or answer told; answers what is new and still kept. */
  take(told: readonly ChatMessage[], arrival: Arrival): RecordedMessage[] {
    const added: RecordedMessage[] = []
    /** What one answer tells twice was written twice. */
    const met = new Set<RecordedMessage>()
    for (const message of told) {
      const known = this.#find(message, arrival, met)
      const recorded = known ? this.#learn(known, message) : recordedAs(message, arrival)
      if (!known) {
        this.#insert(recorded)
        added.push(recorded)
      }
      met.add(recorded)
    }
    if (arrival.isLive) this.#noteMissed(added)
    else this.#noteGap(told, met, added)
    while (this.#messages.length > MESSAGES_KEPT) this.dropOldest()
    const [oldest] = this.#messages
    return oldest ? added.filter((one) => !isBefore(one, oldest)) : []
  }

  dropOldest(): void {
    const oldest = this.#messages.shift()
    if (!oldest) return
    this.#forget(oldest)
    this.#gaps.delete(oldest.number)
    this.dropped++
    this.reachesStart = false
  }

  #noteMissed([first]: readonly RecordedMessage[]): void {
    if (!first || !this.endsInGap) return
    this.#gaps.add(first.number)
    this.endsInGap = false
  }

  /** An answer is the newest messages without a gap. Where it does not reach what was known before, some may be missing. */
  #noteGap(
    told: readonly ChatMessage[],
    met: ReadonlySet<RecordedMessage>,
    added: readonly RecordedMessage[],
  ): void {
    const [first, ...others] = met
    if (!first || told.some(({ time }) => time === null)) return
    this.endsInGap = false
    const oldest = others.reduce((least, one) => (isBefore(one, least) ? one : least), first)
    const at = firstFrom(this.#messages, oldest.time)
    for (const one of this.#messages.slice(at)) if (isBefore(oldest, one)) this.#gaps.delete(one.number)
    if (added.includes(oldest) && this.#messages[0] !== oldest) this.#gaps.add(oldest.number)
  }

  #find(told: ChatMessage, arrival: Arrival, met: ReadonlySet<RecordedMessage>): RecordedMessage | null {
    if (told.id !== null) {
      const known = this.#byId.get(told.id)
      if (known) return known
      // Two ids are two messages.
      if (this.#withoutId === 0) return null
    }
    const same = this.#byText.get(told.text)
    if (!same) return null
    const time = told.time ?? arrival.at
    // An answer without times can mean any of them; the newest are the likeliest.
    const isAnyTime = told.time === null && !arrival.isLive
    const from = isAnyTime ? 0 : firstFrom(same, time - SAME_WITHIN_MS)
    for (let i = isAnyTime ? same.length - 1 : from; i >= 0; i += isAnyTime ? -1 : 1) {
      const one = same[i]
      if (!one || (!isAnyTime && one.time > time + SAME_WITHIN_MS)) return null
      const isOther = one.author !== told.author || (one.id !== null && told.id !== null) || met.has(one)
      // Two frames are two messages, unless one is the exact repeat of the other.
      const areTwoFrames = one.isLive && arrival.isLive && one.time !== time
      if (!isOther && !areTwoFrames) return one
    }
    return null
  }

  /** Takes over what only this telling knows. */
  #learn(known: RecordedMessage, told: ChatMessage): RecordedMessage {
    const learnsTime = !known.timed && told.time !== null
    const learnsId = known.id === null && told.id !== null
    if (!learnsTime && !learnsId) return known
    const time = learnsTime ? { time: told.time ?? known.time, timed: true } : {}
    const learned = { ...known, ...time, id: told.id ?? known.id }
    const at = this.#messages.indexOf(known, firstFrom(this.#messages, known.time))
    if (learned.time === known.time) {
      this.#messages[at] = learned
      this.#replace(known, learned)
    } else {
      this.#messages.splice(at, 1)
      this.#forget(known)
      this.#insert(learned)
    }
    return learned
  }

  /** At the same place, which is by far the commonest. */
  #replace(known: RecordedMessage, learned: RecordedMessage): void {
    const same = this.#byText.get(known.text)
    if (same) same[same.indexOf(known, firstFrom(same, known.time))] = learned
    if (known.id === null && learned.id !== null) this.#withoutId--
    if (learned.id !== null) this.#byId.set(learned.id, learned)
    this.length += charactersOf(learned) - charactersOf(known)
  }

  #insert(message: RecordedMessage): void {
    place(this.#messages, message)
    const same = this.#byText.get(message.text)
    if (same) place(same, message)
    else this.#byText.set(message.text, [message])
    if (message.id === null) this.#withoutId++
    else this.#byId.set(message.id, message)
    this.length += charactersOf(message)
  }

  #forget(message: RecordedMessage): void {
    if (message.id === null) this.#withoutId--
    else this.#byId.delete(message.id)
    const same = this.#byText.get(message.text)
    same?.splice(same.indexOf(message), 1)
    if (same?.length === 0) this.#byText.delete(message.text)
    this.length -= charactersOf(message)
  }
}

function charactersOf({ id, author, text }: RecordedMessage): number {
  return text.length + (author?.length ?? 0) + (id?.length ?? 0)
}

function recordedAs(
  { id, conversation, author, text, time, automatic = false }: ChatMessage,
  { at, isLive, nextNumber }: Arrival,
): RecordedMessage {
  const timed = time !== null
  return { number: nextNumber(), id, conversation, author, text, time: time ?? at, timed, automatic, isLive }
}

/** Almost always at the end. */
function place(all: RecordedMessage[], message: RecordedMessage): void {
  const last = all.at(-1)
  if (!last || isBefore(last, message)) all.push(message)
  else
    all.splice(
      firstThat(all, (one) => isBefore(message, one)),
      0,
      message,
    )
}

function isBefore(a: RecordedMessage, b: RecordedMessage): boolean {
  return a.time === b.time ? a.number < b.number : a.time < b.time
}

/** Where those of this time and later begin. */
function firstFrom(all: readonly RecordedMessage[], time: EpochMs): number {
  return firstThat(all, (one) => one.time >= time)
}

/** @param holds for all from some position on, and for none before */
function firstThat(all: readonly RecordedMessage[], holds: (message: RecordedMessage) => boolean): number {
  let [low, high] = [0, all.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const one = all[middle]
    if (one && holds(one)) high = middle
    else low = middle + 1
  }
  return low
}
