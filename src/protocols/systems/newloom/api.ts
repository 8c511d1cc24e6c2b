// The REST door of one NewLoom source: finds out where its paths begin, and tells a missing sign-in, which is a 403
// there, from what this user may not do.
import type { Credentials, Request, RequestOptions, SourceConfig } from '../../protocol'
import { RequestError } from '../../request-error'
import { reading } from './address'
import { API_PREFIXES, prefixOf, type ApiPrefix, type Dialect } from './options'
import { texts } from './runtime-texts'

/** Whose the sign-in is, and whether it is still good. */
export const ME = '/users/me/'
/** What Django REST framework says in English; in other languages `users/me/` tells. */
const NOT_SIGNED_IN = /credentials were not provided|not authenticated|invalid token/i

/** Asks for a path below the prefix. Rejects with a `RequestError`; a missing sign-in is `unauthorized`. */
export type Ask = (path: string, options?: RequestOptions) => Promise<unknown>

export class Api {
  readonly #configured: ApiPrefix | null
  #found: ApiPrefix | null = null

  constructor(source: SourceConfig) {
    this.#configured = prefixOf(source)
  }

  /**
   * What the chat of this server speaks as far as its REST tells: only the running server, whose dialect is the
   * deployed one, has its paths below `/api` (field note). A guess until the chat itself was heard.
   */
  get dialect(): Dialect {
    return (this.#configured ?? this.#found) === '/api' ? 'deployed' : 'documented'
  }

  asking(request: Request, credentials: Credentials | null): Ask {
    return (path, options) =>
      this.send(request, path, options).catch(async (error: unknown) => {
        const isMissing = await this.#isSignInMissing(request, path, credentials, error, options?.signal)
        throw isMissing ? new RequestError('unauthorized', signInWords(error), 403) : error
      })
  }

  /** The known prefix first. Where there is no such path the other is tried: nothing was carried out. */
  async send(request: Request, path: string, options?: RequestOptions): Promise<unknown> {
    if (this.#configured !== null) return request(this.#configured + path, options)
    const first = this.#found ?? API_PREFIXES[0]
    const other = API_PREFIXES.find((prefix) => prefix !== first) ?? first
    try {
      return await this.#try(request, first, path, options)
    } catch (error) {
      if (!this.#isNoSuchPath(error)) throw error
      return await this.#try(request, other, path, options).catch((second: unknown) => {
        // What the known place says is about the path, not about the place.
        if (this.#found !== null) throw error
        throw this.#isNoSuchPath(second) ? noApi(second) : second
      })
    }
  }

  async #try(request: Request, prefix: ApiPrefix, path: string, options?: RequestOptions): Promise<unknown> {
    const answer = await request(prefix + path, options)
    this.#found = prefix
    return answer
  }

  /** A page in place of JSON comes from whatever answers all other paths; at the known place it is an answer. */
  #isNoSuchPath(error: unknown): boolean {
    if (!(error instanceof RequestError) || error.kind !== 'unexpected' || error.status === null) return false
    const { status } = error
    return status === 404 || status === 405 || (this.#found === null && status >= 200 && status < 300)
  }

  async #isSignInMissing(
    request: Request,
    path: string,
    credentials: Credentials | null,
    error: unknown,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    if (!(error instanceof RequestError) || error.kind !== 'forbidden') return false
    if (path === ME || NOT_SIGNED_IN.test(error.message)) return true
    return this.send(request, ME, { ...reading(credentials), signal }).then(
      () => false,
      (refusal: unknown) =>
        refusal instanceof RequestError && (refusal.kind === 'forbidden' || refusal.kind === 'unauthorized'),
    )
  }
}

function noApi(error: unknown): RequestError {
  const status = error instanceof RequestError ? error.status : null
  return new RequestError('unexpected', texts.noApi(API_PREFIXES.join(', ')), status)
}

function signInWords(error: unknown): string {
  return error instanceof RequestError && NOT_SIGNED_IN.test(error.message) ? error.message : texts.signInLost
}
