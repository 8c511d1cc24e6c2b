// What a close code means where the system's own document is silent (RFC 6455, section 7.4, and the
// IANA registry). A system's policy is asked first (rule C2).
import type { CloseVerdict, LinkPolicy } from '../protocols/protocol'
import { closeCodes, linkTexts } from '../texts/link'

const STANDARD: ReadonlyMap<number, CloseVerdict> = new Map<number, CloseVerdict>([
  [1000, { action: 'retry', text: closeCodes[1000] }],
  [1001, { action: 'retry', text: closeCodes[1001] }],
  [1002, { action: 'retry', text: closeCodes[1002] }],
  [1003, { action: 'retry', text: closeCodes[1003] }],
  [1005, { action: 'retry', text: closeCodes[1005] }],
  [1006, { action: 'retry', text: closeCodes[1006] }],
  [1007, { action: 'retry', text: closeCodes[1007] }],
  // A policy violation repeats itself until somebody changes something.
  [1008, { action: 'stop', text: closeCodes[1008] }],
  [1009, { action: 'retry', text: closeCodes[1009] }],
  [1010, { action: 'stop', text: closeCodes[1010] }],
  [1011, { action: 'retry', text: closeCodes[1011] }],
  [1012, { action: 'retry', text: closeCodes[1012], spread: true }],
  [1013, { action: 'retry', text: closeCodes[1013], spread: true }],
  [1014, { action: 'retry', text: closeCodes[1014] }],
  [1015, { action: 'retry', text: closeCodes[1015] }],
])

/** An unknown code is retried: a wall screen has nobody to press a key. */
export function verdictOn(code: number, reason: string, policy: LinkPolicy): CloseVerdict {
  return (
    policy.verdict(code, reason) ??
    STANDARD.get(code) ?? { action: 'retry', text: linkTexts.unknownCode(code) }
  )
}
