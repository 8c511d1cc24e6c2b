// Makes rejections: a reason in plain words and the raw text, redacted and cut (rules T6, C7).
import type { Rejection, Update } from '../domain/updates'
import { excerpt } from './redaction'
import { found } from './wire'

/**
 * @param reason what was expected and what was found
 * @param raw the frame, or the part of it as it was parsed
 * @param readings how many readings are lost with it, 0 when unknown
 */
export function rejection(reason: string, raw: unknown, readings = 0): Rejection {
  return { reason, raw: excerpt(typeof raw === 'string' ? raw : asText(raw)), readings }
}

export function rejected(reason: string, raw: unknown, readings = 0): Update {
  return { kind: 'rejection', rejection: rejection(reason, raw, readings) }
}

/** JSON nested some thousand levels deep can be parsed, but not written again. */
function asText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? found(value)
  } catch {
    return found(value)
  }
}
