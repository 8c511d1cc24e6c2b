// Finds the words of an error in the shapes that servers send (PROTOCOLS.md, "Every system"): {type:"error",message},
// with a code, {type:"error",error:{…}}, and {error} without a type.
import { excerpt } from './redaction'
import { isRecord, text, type WireRecord } from './wire'

/** The words, redacted and cut; `null` when there are none. */
export function errorWords(record: WireRecord): string | null {
  const { error } = record
  const inner = isRecord(error) ? error : null
  const candidates = [error, inner?.['message'], inner?.['detail'], inner?.['code']]
  const words = firstText([record['message'], record['detail'], ...candidates, record['code']])
  return words && excerpt(words)
}

/** Whether something claims to be an error, with words or without. */
export function isError(record: WireRecord): boolean {
  return record['error'] !== undefined && record['error'] !== null
}

function firstText(candidates: readonly unknown[]): string | null {
  for (const candidate of candidates) {
    const words = text(candidate)
    if (words !== null) return words
  }
  return null
}
