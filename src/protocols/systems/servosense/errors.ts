// Understands errors in the shapes that servers send (PROTOCOLS.md, "Every system"): {type:"error",message},
// with a code, {type:"error",error:{…}}, and {error} without a type.
import { isRecord, text, type WireRecord } from '../../wire'
import { texts } from './runtime-texts'

const WORKSPACE_NOT_FOUND = 'workspace_not_found'

/** What an error says in its own words, `null` when nothing; and whether it means that the workspace is missing. */
export function readError(record: WireRecord): { words: string | null; isWorkspaceMissing: boolean } {
  const parts = isRecord(record['error']) ? [record, record['error']] : [record]
  const messages = parts.flatMap((part) => [part['message'], part['detail'], part['error']])
  const codes = parts.map((part) => part['code'])
  const message = firstOf(messages)
  const code = firstOf(codes)
  return {
    words:
      message !== null && code !== null && code !== message
        ? texts.withCode(message, code)
        : (message ?? code),
    isWorkspaceMissing: [...messages, ...codes].includes(WORKSPACE_NOT_FOUND),
  }
}

function firstOf(candidates: readonly unknown[]): string | null {
  for (const candidate of candidates) {
    const words = Number.isSafeInteger(candidate) ? String(candidate) : text(candidate)
    if (words !== null) return words
  }
  return null
}
