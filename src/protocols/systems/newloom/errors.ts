// Understands the errors of NewLoom: "Connection Errors", "Message Format Errors" and "Permission Errors" of the document,
// and the other shapes that servers send (PROTOCOLS.md, "Every system").
import { errorWords } from '../../error-frames'
import { excerpt } from '../../redaction'
import { idOf, isRecord, type WireRecord } from '../../wire'
import { texts } from './runtime-texts'

export const CONNECTION_ERROR = 'connection_error'
export const INVALID_FORMAT = 'invalid_format'
export const PERMISSION_DENIED = 'permission_denied'

export interface FrameError {
  code: string | null
  /** The server's own words; `null` where it has none but a code. */
  message: string | null
}

const CODE_SHOWN = 60
const words = texts.errors

/** `null` where there is neither a word nor a code. */
export function readError(record: WireRecord): FrameError | null {
  const inner = isRecord(record['error']) ? record['error'] : null
  const whole = idOf(record['code']) ?? idOf(inner?.['code'])
  const code = whole && excerpt(whole, CODE_SHOWN)
  const found = errorWords(record)
  const message = found === code || found === whole ? null : found
  return code === null && message === null ? null : { code, message }
}

/** What to tell the user: the three kinds in plain words, others in the server's. */
export function inPlainWords({ code, message }: FrameError): string {
  switch (code) {
    case CONNECTION_ERROR:
      return words.connection(message ?? words.silent)
    case INVALID_FORMAT:
      return words.format(message ?? words.silent)
    case PERMISSION_DENIED:
      return words.permission(message ?? words.silent)
    default:
      return withCode({ code, message })
  }
}

/** The server's own words, and its code behind them. */
export function withCode({ code, message }: FrameError): string {
  if (message === null) return code ?? words.silent
  return code === null ? message : words.withCode(message, code)
}
