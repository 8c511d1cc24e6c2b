// The words by which servers turn somebody away: in frames, in answers and as reasons of a close (PROTOCOLS.md).
import type { CloseVerdict } from '../../protocol'
import { isRecord, text, type WireRecord } from '../../wire'
import { texts } from './texts'

const words = texts.refusals

const REFUSALS: readonly (readonly [code: string, CloseVerdict])[] = [
  ['auth_required', { action: 'reauthenticate', text: words.signInNeeded }],
  // Trying again by itself would only fight over the name with whoever has it.
  ['already_logged_in', { action: 'stop', text: words.alreadySignedIn }],
  // "Maximum concurrent connections per user: 3": one of them may end.
  ['too_many_connections', { action: 'retry', text: words.tooManyConnections }],
]

/** A refusal is short; a long text that contains such a word is about something else. */
const LONGEST = 200
const POLICY_VIOLATION = 1008
const ABOUT_WHO_WE_ARE = /\b(token|user(name)?|auth\w*)\b/i

export function refusalIn(candidates: readonly unknown[]): CloseVerdict | null {
  for (const candidate of candidates) {
    const said = text(candidate)
    if (said === null || said.length > LONGEST) continue
    // Servers write the codes as words, too.
    const code = said.toLowerCase().replaceAll(/[\s-]+/g, '_')
    const refusal = REFUSALS.find(([known]) => code.includes(known))
    if (refusal) return refusal[1]
  }
  return null
}

/** The refusal in a frame or an answer, wherever it stands there. */
export function refusalOf(record: WireRecord): CloseVerdict | null {
  const { error } = record
  const inner = isRecord(error) ? error : null
  return refusalIn([
    record['type'],
    record['code'],
    inner ? inner['code'] : error,
    record['reason'],
    record['message'],
    inner?.['message'],
  ])
}

/** The document names no code, so what a close says counts. A name or token that is not taken can be another. */
export function verdict(code: number, reason: string): CloseVerdict | null {
  const refusal = refusalIn([reason])
  if (refusal || code !== POLICY_VIOLATION || !ABOUT_WHO_WE_ARE.test(reason)) return refusal
  return { action: 'reauthenticate', text: words.signInRefusedBecause(reason) }
}
