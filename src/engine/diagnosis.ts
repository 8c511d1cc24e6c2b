// Sockets that never open look all alike; REST tells why (PROTOCOLS.md, field notes).
import type { LinkEvent } from '../connection/link-state'
import type { Credentials, LinkPolicy, Request, SystemRuntime } from '../protocols/protocol'
import { isUnauthorized, RequestError, wordsOf } from '../protocols/request-error'
import { linkTexts } from '../texts/link'

type Diagnosis = Pick<Extract<LinkEvent, { kind: 'diagnosed' }>, 'finding' | 'text'>

/** @param credentials rejects where there are none to be had */
export async function diagnose(
  { me, metadata, health }: Pick<SystemRuntime, 'me' | 'metadata' | 'health'>,
  request: Request,
  credentials: () => Promise<Credentials | null>,
  { socketMayBeMissing }: Pick<LinkPolicy, 'socketMayBeMissing'> = {},
): Promise<Diagnosis> {
  try {
    await (me ?? metadata)(request, await credentials())
    // Who somebody is, some systems know without asking.
    await health?.(request)
    return { finding: 'blocked', text: socketMayBeMissing ? linkTexts.noSocket : linkTexts.blocked }
  } catch (error) {
    return { finding: findingOf(error), text: wordsOf(error) }
  }
}

/** Who answers is there, whatever is said: a server may lack the endpoint that is asked. */
function findingOf(error: unknown): Diagnosis['finding'] {
  if (isUnauthorized(error)) return 'refused'
  return error instanceof RequestError && error.kind !== 'unreachable' ? 'unexpected' : 'unreachable'
}
