// Puts a source's session and its clock into words. Made of Connections' texts.
import { judgeClock, type ClockOffset } from '../../domain/clock-offset'
import type { Session } from '../../engine/port'
import { connectionTexts } from '../../texts/connections'
import { formatDuration, formatWithUnit } from '../../texts/format'

const words = connectionTexts.source

/** Who is signed in, or why nobody is. */
export function userWords(session: Session | null, needed: boolean): string {
  if (!needed) return words.open
  if (!session) return words.notSignedIn
  if (session.state === 'signed-out') return session.text
  if (session.state === 'signing-in') return words.signingIn
  return session.user ? words.userWithRole(session.user.name, session.user.role) : words.signedIn
}

/** The backend's clock against this machine's, with its uncertainty (K2). */
export function clockWords(offset: ClockOffset | null): { words: string; advice: string } {
  if (!offset) return { words: words.clockUnknown, advice: '' }
  const { offsetMs, uncertaintyMs } = offset
  const within = seconds(uncertaintyMs)
  const advice = words.clockAdvice[judgeClock(offset)]
  const size = Math.abs(offsetMs)
  if (size <= uncertaintyMs) return { words: words.clockAgrees(seconds(size + uncertaintyMs)), advice }
  const say = offsetMs > 0 ? words.clockAhead : words.clockBehind
  return { words: say(seconds(size), within), advice }
}

/** A fraction of a second matters here, and an hour does not need one. */
function seconds(ms: number): string {
  return ms < 100_000 ? formatWithUnit(ms / 1_000, 's') : formatDuration(Math.round(ms / 1_000) * 1_000)
}
