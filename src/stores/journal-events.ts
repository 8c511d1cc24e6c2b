// What news becomes in the journal: its level and one plain sentence. Keeps nothing; the journal adds source and time.
import { modeOf } from '../connection/link-state'
import type { AlarmState } from '../domain/alarm'
import type { Alarm, AlarmNews } from '../domain/alarm-register'
import type { JournalEvent } from '../domain/journal'
import { journalTexts } from '../texts/journal'
import { texts } from '../texts/page'
import type { SentCommand } from './commands'
import type { LinkNews } from './links'
import { conditionWords } from './limit-words'
import { limitOfAlarm, type Measurement } from './measurements'
import type { SourceStatus } from './sources'

type Told = Pick<JournalEvent, 'level' | 'text'>

/** What was last clear about the sign-in to a source; renewing it passes through other states. */
export interface SignInStanding {
  failure: string | null
  signedIn: boolean
  who: string | null
}

export const NOT_SIGNED_IN: SignInStanding = { failure: null, signedIn: false, who: null }

const info = (text: string): Told => ({ level: 'INFO', text })
const warn = (text: string): Told => ({ level: 'WARN', text })

/** What a link's news is to the reader of a journal; `null` for a single attempt, or what follows on a choice of theirs. */
export function toldOfLink({ before, state, modeChanged, fellSilent, lost }: LinkNews): Told | null {
  if (state.socket === 'idle') return null
  const reason = state.failure?.text ?? ''
  if (state.socket === 'halted' && before.socket !== 'halted') return warn(journalTexts.halted(reason))
  if (lost) return warn(journalTexts.stillLost(state.attempt, reason))
  if (fellSilent) return warn(journalTexts.silent)
  const mode = modeOf(state)
  if (!modeChanged) {
    return mode === 'websocket' && before.silent && !state.silent ? info(journalTexts.heardAgain) : null
  }
  if (mode === 'websocket') return info(journalTexts.live)
  if (mode === 'polling') return info(journalTexts.polling(reason))
  return warn(journalTexts.lost(reason))
}

/**
 * That an alarm became active or returned; `null` where the journal has the same in other words already.
 * @param measured what its sensor measured then
 */
export function toldOfAlarm(
  { alarm, from, to, isGone }: AlarmNews,
  measured: Measurement | null,
): Told | null {
  if (alarm.kind === 'event' || alarm.kind === 'link' || isActive(from) === isActive(to)) return null
  if (isGone) return info(journalTexts.alarm.gone(wordsOfAlarm(alarm, measured, null)))
  if (!isActive(to)) return info(returnOf(alarm, measured))
  const text = wordsOfAlarm(alarm, measured, measured?.value ?? null)
  return { level: alarm.severity === 'crit' ? 'CRIT' : 'WARN', text }
}

export function toldOfChattering(alarm: Alarm, begins: boolean, measured: Measurement | null): Told {
  const what = wordsOfAlarm(alarm, measured, null)
  return begins ? warn(journalTexts.alarm.chatters(what)) : info(journalTexts.alarm.chattersNoMore(what))
}

export function toldOfFlood(begins: boolean): Told {
  return begins ? warn(journalTexts.alarm.flood) : info(journalTexts.alarm.floodEnds)
}

/** The sensor whose value an alarm is about. */
export function sensorOfAlarm({ kind, subject }: Alarm): string | null {
  return kind === 'component' || kind === 'job' || kind === 'link' ? null : subject
}

/** @param value what was measured; `null` where that is of no interest, or not known */
function wordsOfAlarm(alarm: Alarm, measured: Measurement | null, value: number | null): string {
  const { kind, name, text } = alarm
  const words = journalTexts.alarm
  if (kind !== 'limit' && kind !== 'out-of-range') return journalTexts.ofPart(name, text)
  if (!measured)
    return journalTexts.ofPart(name, text || (kind === 'limit' ? words.beyondLimit : words.outOfRange))
  const { display } = measured
  return words.beyond(
    name,
    value === null ? '' : display.formatWithUnit(value),
    limitOfAlarm(alarm, display),
    text === name ? '' : text,
  )
}

/** That one alarm returned does not mean that all is well. */
function returnOf(alarm: Alarm, measured: Measurement | null): string {
  const { kind, name, severity, condition, origin } = alarm
  const words = journalTexts.alarm
  if (kind === 'component') return words.returned[severity](name)
  if (kind === 'job') return words.jobReturned(name)
  if (!measured || !condition) return words.noLonger(name, '', words.beyondLimit)
  const { value, display } = measured
  const shown = value === null ? '' : display.formatWithUnit(value)
  if (measured.isNormal) return words.normal(name, shown)
  const limit = kind === 'limit' ? conditionWords(condition, display) : limitOfAlarm(alarm, display)
  return words.noLonger(name, shown, origin === 'own' ? texts.yours(limit) : limit)
}

function isActive(state: AlarmState): boolean {
  return state === 'unacknowledged' || state === 'acknowledged'
}

export function toldOfCommand({ command, target, value, status, text }: SentCommand): Told {
  const what = [command.label, target?.name ?? '', value ?? ''].filter((part) => part !== '').join(' ')
  const words = journalTexts.command
  if (status === 'sent') return info(words.sent(what))
  // What says no more than that it was done has been said.
  if (status === 'done') return info(words.done(what, saysOnlyDone(text) ? '' : text))
  return warn(status === 'refused' ? words.refused(what, text) : words.unanswered(what, text))
}

/** Whether an answer has no words but "Done.". */
export function saysOnlyDone(text: string): boolean {
  return /^(done\.?)?$/i.test(text.trim())
}

export function standingOfSignIn(before: SignInStanding, status: SourceStatus): SignInStanding {
  const { session, signInFailure: failure } = status
  if (session?.state === 'signed-in') return { failure, signedIn: true, who: session.user?.name ?? null }
  if (session?.state === 'signed-out') return { ...NOT_SIGNED_IN, failure }
  return { ...before, failure }
}

export function toldOfSignIn(
  before: SignInStanding,
  after: SignInStanding,
  { session }: SourceStatus,
): (Told & { who: string | null })[] {
  const { who } = after
  const failure = after.failure === before.failure ? null : after.failure
  const told = failure === null ? [] : [{ ...warn(journalTexts.signInFailed(failure)), who }]
  if (after.signedIn && (!before.signedIn || before.who !== who)) {
    return [...told, { ...info(journalTexts.signedIn), who }]
  }
  if (!before.signedIn || after.signedIn) return told
  const reason = session?.state === 'signed-out' ? session.text : ''
  return [...told, { ...info(journalTexts.signedOut(reason)), who: before.who }]
}
