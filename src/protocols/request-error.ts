// Why a request failed, as a type and in words.
import { linkTexts } from '../texts/link'

/** Why a request failed; `unauthorized` asks for a new sign-in, the others for patience. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  constructor(
    readonly kind: 'unauthorized' | 'forbidden' | 'unreachable' | 'unexpected',
    /** What happened, in plain words. */
    message: string,
    readonly status: number | null = null,
  ) {
    super(message)
  }
}

export function isUnauthorized(error: unknown): boolean {
  return error instanceof RequestError && error.kind === 'unauthorized'
}

/** Whether asking again would only get the same answer. */
export function isFinal(error: unknown): boolean {
  return error instanceof RequestError && (error.kind === 'unauthorized' || error.kind === 'forbidden')
}

/** Whether nobody knows what became of the request: it got no answer, none that could be read, or the server failed over it. */
export function isUnanswered(error: unknown): boolean {
  if (!(error instanceof RequestError)) return true
  const { kind, status } = error
  return (
    kind === 'unreachable' || (kind === 'unexpected' && !(status !== null && status >= 400 && status < 500))
  )
}

/** What to tell the user. Anything but a `RequestError` is the network's own, and has no words worth showing. */
export function wordsOf(error: unknown): string {
  return error instanceof RequestError ? error.message : linkTexts.unreachable
}
