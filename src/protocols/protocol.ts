// What a system has to bring to be watched. A system is one folder below `systems/`; everything
// that differs between systems is behind these types, and its id stands nowhere else.
import type { Outgoing } from '../domain/chat-updates'
import type { JobState } from '../domain/job-updates'
import type { LinkPolicy } from './link-policy'
import type { ComponentState, EpochMs, Health, Update } from '../domain/updates'

export type { CloseVerdict, LinkPolicy } from './link-policy'

/** One field of a form that a system asks for: an option of a source, or a way to sign in. */
export interface FormField {
  key: string
  label: string
  type: 'text' | 'email' | 'password' | 'number' | 'choice'
  /** What to choose from, for `choice`; the first is the default. */
  choices?: readonly { value: string; label: string }[]
  required: boolean
  /** What browsers fill in by themselves (HTML `autocomplete`). */
  autocomplete?: 'username' | 'current-password' | 'off'
  /** One short sentence below the field. */
  hint?: string
}

/** A way to sign in; `id` is what `auth.method` in the configuration names. */
export interface AuthMethod {
  id: string
  label: string
  fields: readonly FormField[]
  /** The sign-in is a cookie that the browser keeps; `csrf` names the one that a page has to read to change something. */
  cookie?: { csrf: string }
}

/** What the user typed, by field key. */
export type SignInFields = Readonly<Record<string, string>>

/** A configured instance of a system, as `watchdeck.json` describes it. */
export interface SourceConfig {
  id: string
  system: string
  label: string
  /** Where its REST paths and sockets begin, absolute, without a slash at the end. */
  baseUrl: string
  options: Readonly<Record<string, string | number | boolean>>
  auth: { method: string; automatic: string | null } | null
}

/** A socket address and the subprotocols to offer. */
export interface SocketAddress {
  url: string
  protocols: readonly string[]
}

export interface DecodeContext {
  /** When the frame arrived, on the backend's clock as far as it is known. */
  arrivedAt: EpochMs
}

/** Turns frames into updates; made anew for each connection, so half-read things die with it. Never throws. */
export interface Decoder {
  decode: (frame: string, context: DecodeContext) => readonly Update[]
  /** What is said on this connection; without it nothing ever is. */
  encoder?: Encoder
}

/** What one connection says, in the dialect that its decoder has heard so far. `null` where that knows no such frame. */
export interface Encoder {
  /** The first frame, as soon as the socket is open. */
  opening?: (credentials: Credentials | null) => string | null
  /** Asks for a sign of life. */
  ping?: () => string | null
  outgoing?: (outgoing: Outgoing) => string | null
  /** Says goodbye before we close. */
  leaving?: () => string | null
}

/** One connection of a source. */
export interface LinkDescription {
  id: string
  label: string
  policy: LinkPolicy
  /** Opened only while a view or something to send needs it. */
  onDemand?: boolean
}

/** What a signed-in user may do; what is refused is said, never shown as an empty widget. */
export interface User {
  name: string
  role: string | null
}

/** Secrets of one source: kept for the session of this tab, sent to its backend, never shown, logged or exported (C7). */
export interface Credentials {
  /** `null` where there is none to show: a name is enough, or the browser shows a cookie by itself. */
  token: string | null
  /** The name that the user goes by, where the protocol wants it with each connection. */
  name?: string
}

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PATCH'
  body?: unknown
  /** Value of the `Authorization` header, as the system writes it. */
  authorization?: string | null
  /** The value of a cookie of this origin that goes into a header, against forged requests. */
  csrf?: { cookie: string; header: string }
  signal?: AbortSignal | undefined
  /** In milliseconds; default 10 s. For what takes longer to be done than to be read. */
  deadlineMs?: number
}

/** Asks the backend for JSON. Rejects with a `RequestError` only. Ours: measures its clock and counts bytes. */
export type Request = (path: string, options?: RequestOptions) => Promise<unknown>

export interface HistoryRequest {
  sensors: readonly string[]
  /** How far back from now. */
  spanMs: number
}

/** Something that a user can have a backend do. */
export interface BackendCommand {
  id: string
  label: string
  /** What it is done to. */
  target: 'source' | 'component' | 'sensor' | 'job'
  /** Makes sense only while its component or job is in one of these states. */
  allowedIn?: readonly (ComponentState | JobState)[]
  /** Roles that may, as the backend names them; without, everybody may. */
  roles?: readonly string[]
  /** The question that is asked before, because something stops; with the target's name. */
  confirm?: (name: string) => string
  /** What goes with it: a limit's value in the sensor's unit, or `null` to remove it. */
  value?: 'limit'
}

/** Something that is read only when somebody asks for it. */
export type Lookup =
  /** The newest `count` messages of a conversation. */
  | { kind: 'messages'; conversation: string; count: number }
  /** The newest runs of a job. */
  | { kind: 'job-runs'; job: string }

/** A command on its way to one target: a component's, sensor's or job's id, or `null` for the source itself. */
export interface CommandOrder {
  command: string
  target: string | null
  value: number | null
}

/** A clear answer to a command, with the server's or our words on it. */
export interface CommandOutcome {
  accepted: boolean
  text: string
}

/** What the engine needs of a system: loaded when the first source of that system is watched. */
export interface SystemRuntime {
  createDecoder: (link: string) => Decoder
  /** Throws a `RequestError`: `unauthorized` where the credentials cannot be shown on a socket, else where there is no address. */
  socketAddress: (link: string, source: SourceConfig, credentials: Credentials | null) => SocketAddress
  /** Exchanges what the user typed for credentials; a wrong entry rejects as `unauthorized` with the reason. */
  signIn: ((request: Request, method: string, fields: SignInFields) => Promise<Credentials>) | null
  signOut: ((request: Request, credentials: Credentials) => Promise<void>) | null
  me: ((request: Request, credentials: Credentials | null) => Promise<User>) | null
  /** Sensors and limits; read again after each reconnect and each minute. */
  metadata: (request: Request, credentials: Credentials | null) => Promise<readonly Update[]>
  health: ((request: Request) => Promise<Health>) | null
  latest:
    | ((request: Request, credentials: Credentials | null, signal: AbortSignal) => Promise<readonly Update[]>)
    | null
  history:
    | ((
        request: Request,
        credentials: Credentials | null,
        wanted: HistoryRequest,
      ) => Promise<readonly Update[]>)
    | null
  /** Carries out a command. What fails rejects: a status of 4xx is a refusal, after anything else nobody knows whether it was carried out. */
  execute?: (
    request: Request,
    credentials: Credentials | null,
    order: CommandOrder,
  ) => Promise<CommandOutcome>
  /** Rejects with a `RequestError`. */
  lookUp?: (request: Request, credentials: Credentials | null, lookup: Lookup) => Promise<readonly Update[]>
}

/** What a system's chat can do, as its document says; what the server that is spoken to lacks is told as `chat-abilities`. */
export interface ChatAbilities {
  /** Id of the link that carries it. */
  link: string
  /** Whether there is more than one conversation. */
  hasConversations: boolean
  /** Whether one of them takes messages before anything was said: `MAIN_CONVERSATION`; a matter of course where there is no other. */
  hasMain?: boolean
  /** Whether messages from before can be asked for. */
  hasHistory: boolean
  presence: boolean
  typing: boolean
  /** Messages that one user may send in a minute; `null` where the document names no number. */
  messagesPerMinute: number | null
  /** Bytes of the longest frame that the server takes, in UTF-8; `null` where the document names no number. */
  frameBytes: number | null
  /** How long a message may take to come back before nobody knows whether it arrived, in milliseconds; default 10 s. */
  echoWithinMs?: number
}

/** A system as the registry knows it: light enough for the page's first view. */
export interface Protocol {
  label: string
  /** What a source of this system has to be told besides its address. */
  options: readonly FormField[]
  authMethods: readonly AuthMethod[]
  links: readonly LinkDescription[]
  /** What to assume between two samples until it is learned (T1), in milliseconds. */
  cadenceHintMs: number
  capabilities: { history: boolean; limits: boolean; polling: boolean }
  commands?: readonly BackendCommand[]
  chat?: ChatAbilities
  /** Its backends let pages of any origin read them; others need the page on their own origin, by a proxy. */
  anyOrigin?: true
  /** The same runtime for every source, or one made for each, where paths hang on a source's options. */
  load: () => Promise<SystemRuntime | ((source: SourceConfig) => SystemRuntime)>
}
