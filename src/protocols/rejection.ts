// Makes rejections: a reason in plain words and the raw text, redacted and cut (rules T6, C7).
// The only place where wire text is prepared to be shown.
import type { Rejection, Update } from '../domain/updates'

const SHOWN = 400

const SECRET_FIELD = /("(?:[a-z_]*token|password|secret|authorization|api_key)"\s*:\s*)"(?:[^"\\]|\\.)*"?/gi
const SECRET_PARAMETER = /((?:token|access_token|api_key|password)=)[^&\s"']+/gi
const JSON_WEB_TOKEN = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g
const BEARER = /\b(bearer|token)\s+[\w.~+/-]{8,}=*/gi
const PREFIXED_TOKEN = /\b[a-z]{2,4}_[A-Za-z0-9-]{16,}/g

/** The one redactor (C7): what looks like a secret becomes dots. */
export function redact(raw: string): string {
  return raw
    .replace(SECRET_FIELD, '$1"…"')
    .replace(SECRET_PARAMETER, '$1…')
    .replace(JSON_WEB_TOKEN, '…')
    .replace(BEARER, '$1 …')
    .replace(PREFIXED_TOKEN, '…')
}

/**
 * @param reason what was expected and what was found
 * @param raw the frame or the part of it; cut before it is redacted would leave half a secret, so a little more is redacted
 * @param readings how many readings are lost with it, 0 when unknown
 */
export function rejection(reason: string, raw: string, readings = 0): Rejection {
  const clean = redact(raw.slice(0, SHOWN * 2))
  return { reason, raw: clean.length > SHOWN ? `${clean.slice(0, SHOWN)}…` : clean, readings }
}

export function rejected(reason: string, raw: string, readings = 0): Update {
  return { kind: 'rejection', rejection: rejection(reason, raw, readings) }
}
