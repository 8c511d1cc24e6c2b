// One source's sign-in: gets credentials by what the user typed, or by itself where the deployment hands
// them out; keeps them in memory and shows them to nobody but the requests of this source (rules C3, C7).
import type { Credentials, Request, SignInFields, SourceConfig, SystemRuntime } from '../protocols/protocol'
import { RequestError } from '../protocols/request-error'
import { isRecord } from '../protocols/wire'
import { linkTexts } from '../texts/link'
import type { Session } from './port'

export interface SessionKeeperOptions {
  source: SourceConfig
  runtime: SystemRuntime
  /** Asks the backend. */
  request: Request
  /** Asks this page's own origin, where a deployment may hand out what to sign in with. */
  requestOwn: Request
  credentials: Credentials | null
  onSession: (session: Session, credentials: Credentials | null) => void
}

export class SessionKeeper {
  #credentials: Credentials | null
  #pending: Promise<Credentials | null> | null = null
  /** Who signed out by hand is not signed in again behind their back. */
  #signedOut = false

  constructor(private readonly options: SessionKeeperOptions) {
    this.#credentials = options.credentials
  }

  get needed(): boolean {
    return this.options.source.auth !== null
  }

  get current(): Credentials | null {
    return this.#credentials
  }

  /** The credentials to use: kept ones, or new ones where they can be had unasked. Rejects with a `RequestError`. */
  async credentials(): Promise<Credentials | null> {
    if (!this.needed || this.#credentials) return this.#credentials
    return this.renew()
  }

  /** Signs in anew without asking the user; at most one such sign-in runs. */
  async renew(): Promise<Credentials | null> {
    const { auth } = this.options.source
    if (!auth?.automatic || this.#signedOut) throw new RequestError('unauthorized', linkTexts.notSignedIn)
    this.#pending ??= this.#renewFrom(auth.automatic, auth.method).finally(() => {
      this.#pending = null
    })
    return this.#pending
  }

  async signIn(method: string, fields: SignInFields): Promise<void> {
    const { runtime, request, onSession } = this.options
    if (!runtime.signIn) return
    const credentials = await runtime.signIn(request, method, fields)
    const user = runtime.me ? await runtime.me(request, credentials) : null
    this.#credentials = credentials
    this.#signedOut = false
    onSession({ state: 'signed-in', user }, credentials)
  }

  /** Says who the kept credentials belong to, or drops them when the backend does not know them. */
  async confirm(): Promise<void> {
    const { runtime, request, onSession } = this.options
    if (!runtime.me || !this.#credentials) return
    onSession({ state: 'signed-in', user: await runtime.me(request, this.#credentials) }, this.#credentials)
  }

  /** Forgets the credentials here even when the backend cannot be told. */
  async signOut(): Promise<void> {
    const { runtime, request } = this.options
    const credentials = this.#credentials
    this.#signedOut = true
    this.refused(linkTexts.notSignedIn)
    if (credentials && runtime.signOut) await runtime.signOut(request, credentials).catch(() => null)
  }

  /** The backend no longer accepts the credentials. */
  refused(text: string): void {
    this.#credentials = null
    this.options.onSession({ state: 'signed-out', text }, null)
  }

  async #renewFrom(automatic: string, method: string): Promise<Credentials | null> {
    this.options.onSession({ state: 'signing-in' }, null)
    const answer = await this.options.requestOwn(automatic)
    await this.signIn(method, fieldsOf(answer))
    return this.#credentials
  }
}

function fieldsOf(answer: unknown): SignInFields {
  if (!isRecord(answer)) return {}
  return Object.fromEntries(
    Object.entries(answer).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
