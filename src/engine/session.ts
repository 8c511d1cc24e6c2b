// One source's sign-in: gets credentials by what the user typed, or by itself where the deployment hands
// them out; shows them to nobody but the requests of this source (rules C3, C7).
import type {
  AuthMethod,
  Credentials,
  Request,
  SignInFields,
  SourceConfig,
  SystemRuntime,
  User,
} from '../protocols/protocol'
import { isFinal, isUnauthorized, RequestError, wordsOf } from '../protocols/request-error'
import { conceal } from '../protocols/redaction'
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
  /** What a method to sign in asks for; what is typed into a field for passwords is a secret (C7). */
  authMethods: readonly AuthMethod[]
  onSession: (session: Session, credentials: Credentials | null) => void
}

export class SessionKeeper {
  #credentials: Credentials | null
  #confirmed = false
  #pending: Promise<Credentials | null> | null = null
  /** Why only somebody can bring this sign-in back; until then nothing asks again by itself (C3). */
  #refusal: RequestError | null = null
  /** Who signed out by hand is not signed in again behind their back. */
  #signedOut = false
  /** Counts the sign-outs: a sign-in that was under way during one is void. */
  #signOuts = 0

  constructor(private readonly options: SessionKeeperOptions) {
    this.#credentials = options.credentials
    conceal(options.credentials?.token ?? '')
  }

  /** For reading: kept credentials, or new ones where they can be had unasked. Rejects with a `RequestError`. */
  async credentials(): Promise<Credentials | null> {
    if (this.#refusal && this.options.source.auth) throw this.#refusal
    return this.credentialsForSocket()
  }

  /** The same, though it was refused before: a link opens a socket after that only when somebody asked for it. */
  async credentialsForSocket(): Promise<Credentials | null> {
    if (this.options.source.auth === null || this.#credentials) return this.#credentials
    return this.#renew(linkTexts.notSignedIn)
  }

  /**
   * The backend does not accept these credentials: others, where they can be had unasked (C3).
   * @param text the backend's words, for the user who has to sign in otherwise
   */
  async replace(refused: Credentials | null, text: string): Promise<Credentials | null> {
    // Somebody else was refused as well, and has replaced them already.
    if (this.#credentials && this.#credentials !== refused) return this.#credentials
    this.#credentials = null
    // An answer that was under way while that was tried in vain.
    if (this.#refusal && !this.#pending && this.options.source.auth?.automatic) throw this.#refusal
    return this.#renew(text)
  }

  /** The backend does not accept these either: from now on the user is asked (C3). */
  end(refused: Credentials | null, error: RequestError): void {
    if (this.#credentials !== refused) return
    this.#credentials = null
    this.#refuse(error)
  }

  /** @param signOuts how many there were when this began; another one makes it void */
  async signIn(method: string, fields: SignInFields, signOuts = this.#signOuts): Promise<void> {
    const { runtime, request, onSession } = this.options
    if (!runtime.signIn) return
    this.#concealTyped(method, fields)
    const credentials = await runtime.signIn(request, method, fields)
    conceal(credentials.token ?? '')
    const user = await this.#userOf(credentials)
    if (signOuts !== this.#signOuts) throw new RequestError('unauthorized', linkTexts.notSignedIn)
    this.#credentials = credentials
    this.#confirmed = true
    this.#refusal = null
    this.#signedOut = false
    onSession({ state: 'signed-in', user }, credentials)
  }

  /** Finds out once whose the credentials are that were kept from before. */
  async confirm(): Promise<void> {
    const { runtime, request, onSession } = this.options
    const kept = this.#credentials
    if (this.#confirmed || !runtime.me || !kept) return
    try {
      const user = await runtime.me(request, kept)
      if (this.#credentials !== kept) return
      this.#confirmed = true
      onSession({ state: 'signed-in', user }, kept)
    } catch (error) {
      // Where they cannot be replaced, the session says so itself; an outage leaves it open.
      if (isUnauthorized(error)) await this.replace(kept, wordsOf(error)).catch(() => null)
    }
  }

  /** Forgets the credentials here even when the backend cannot be told. */
  async signOut(): Promise<void> {
    const { runtime, request } = this.options
    const credentials = this.#credentials
    this.#signedOut = true
    this.#signOuts++
    this.#credentials = null
    this.#refuse(new RequestError('unauthorized', linkTexts.notSignedIn))
    if (credentials && runtime.signOut) await runtime.signOut(request, credentials).catch(() => null)
  }

  /** Signs in anew without asking the user; at most one such sign-in runs. */
  async #renew(text: string): Promise<Credentials | null> {
    const { auth } = this.options.source
    if (!auth?.automatic || this.#signedOut) {
      const error = new RequestError('unauthorized', text)
      if (!this.#refusal) this.#refuse(error)
      throw error
    }
    this.#pending ??= this.#signInFrom(auth.automatic, auth.method).finally(() => {
      this.#pending = null
    })
    return this.#pending
  }

  async #signInFrom(automatic: string, method: string): Promise<Credentials | null> {
    const { onSession, requestOwn } = this.options
    const signOuts = this.#signOuts
    onSession({ state: 'signing-in' }, null)
    try {
      await this.signIn(method, fieldsOf(await requestOwn(automatic)), signOuts)
    } catch (error) {
      if (isFinal(error) && error instanceof RequestError) this.#refuse(error)
      else onSession({ state: 'signed-out', text: wordsOf(error) }, null)
      throw error
    }
    return this.#credentials
  }

  /** Credentials that the backend has just issued are good, even where it does not say whose they are. */
  async #userOf(credentials: Credentials): Promise<User | null> {
    const { runtime, request } = this.options
    if (!runtime.me) return null
    return runtime.me(request, credentials).catch((error: unknown) => {
      if (error instanceof RequestError && (error.kind === 'forbidden' || error.kind === 'unexpected'))
        return null
      throw error
    })
  }

  #concealTyped(method: string, fields: SignInFields): void {
    const asked = this.options.authMethods.find(({ id }) => id === method)?.fields ?? []
    for (const { key, type } of asked) if (type === 'password') conceal(fields[key] ?? '')
  }

  #refuse(error: RequestError): void {
    this.#refusal = error
    this.options.onSession({ state: 'signed-out', text: error.message }, null)
  }
}

function fieldsOf(answer: unknown): SignInFields {
  if (!isRecord(answer)) return {}
  return Object.fromEntries(
    Object.entries(answer).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
