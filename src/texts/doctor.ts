// What the connection doctor says: the steps, what was seen in each, and what to do about it.
import type { ExaminationOutcome, ExaminationStep } from '../domain/examination'
import { formatCount } from './format'

const steps: Record<ExaminationStep, string> = {
  configuration: 'Configuration',
  reachable: 'Reachable',
  health: 'Health',
  authentication: 'Sign-in',
  metadata: 'What there is',
  upgrade: 'Live connection opens',
  'first-frame': 'First message',
  decoding: 'Messages are understood',
  heartbeat: 'Heartbeat',
  clock: 'Clock',
  polling: 'Polling',
  history: 'History',
  updates: 'News arrives',
  latency: 'Latency',
}

const outcomes: Record<ExaminationOutcome, string> = {
  ok: 'OK',
  notice: 'Notice',
  failed: 'Failed',
  skipped: 'Skipped',
}

function messages(count: number): string {
  return count === 1 ? 'one message' : `${formatCount(count)} messages`
}

function values(count: number): string {
  return count === 1 ? 'one value' : `${formatCount(count)} values`
}

const counted = {
  sensors: (count: number) => (count === 1 ? 'one sensor' : `${formatCount(count)} sensors`),
  jobs: (count: number) => (count === 1 ? 'one job' : `${formatCount(count)} jobs`),
  messages,
  values,
}
const contents = ['sensors', 'jobs', 'messages', 'values'] as const

export const doctorTexts = {
  title: (source: string) => `What is wrong with ${source}?`,
  again: 'Examine again',
  about: 'The source is examined over a connection of its own. What is watched goes on undisturbed.',
  steps,
  stepOf: (step: string, link: string | null) => (link === null ? step : `${step}: ${link}`),
  outcomes,
  running: 'Examining …',
  waiting: 'Waiting',
  cutShort: 'The examination was ended before it was through.',
  noFault: 'Nothing is wrong with this source.',
  onlyNotices: (count: number) =>
    count === 1
      ? 'Nothing is broken. One thing is worth knowing.'
      : `Nothing is broken. ${count} things are worth knowing.`,
  cause: (step: string, words: string) => `${step}: ${words}`,
  announced: (source: string, words: string) => `${source} was examined. ${words}`,

  seen: {
    notLoaded: 'A part of this page could not be loaded.',
    noAddress: (address: string) => `The address “${address}” is none.`,
    optionMissing: (label: string) => `The option “${label}” is not set.`,
    methodUnknown: (method: string) => `The way to sign in “${method}” is not known to this system.`,
    mixed: 'This page came over https, the backend is addressed over http: browsers refuse that.',
    unencrypted: 'The sign-in goes to another machine unencrypted.',
    configured: 'The configuration is complete.',

    unanswered: (host: string) => `Nothing answers at ${host}.`,
    timedOut: (host: string, seconds: string) => `${host} did not answer within ${seconds} s.`,
    forbiddenByOrigin: (host: string) => `${host} answers, but does not allow this page to read it (CORS).`,
    gateway: (host: string, status: number) =>
      `A proxy answers at ${host} with status ${status}: it cannot reach the backend behind it.`,
    webPage: (host: string) => `${host} answers with a web page where the backend should answer with data.`,
    notFound: (host: string) => `${host} answers, but knows none of the paths of this system.`,
    answers: (host: string, took: string) => `${host} answers, in ${took}.`,

    healthOk: 'The backend says that it is well.',
    healthDegraded: (facts: string) => `The backend says that it is degraded. ${facts}`.trim(),
    healthUnavailable: (facts: string) => `The backend says that it is unavailable. ${facts}`.trim(),
    healthUnread: (why: string) => `The health could not be read: ${why}`,
    healthNotTold: 'This system tells no health.',

    openSource: 'The backend answers without a sign-in.',
    signInWanted: (why: string) => `The backend wants a sign-in, and none is configured. It says: ${why}`,
    notSignedIn: (why: string) => `Nobody is signed in: ${why}`,
    signInRefused: (why: string) => `The backend does not accept the sign-in: ${why}`,
    signInForbidden: (why: string) => `The sign-in is accepted, but may not read this source: ${why}`,
    signInUnproven: (why: string) => `The sign-in could not be tried: ${why}`,
    signedIn: 'The backend accepts the sign-in.',
    nameUnasked: 'The backend answers. Whether it takes this name, the live connection tells.',
    csrfUnreadable: (cookie: string) =>
      `The backend accepts the sign-in, but this page cannot read its cookie “${cookie}”: whatever changes something is refused.`,

    metadataRead: (contents: string) => `The backend lists ${contents}.`,
    nothingListed: 'The backend lists nothing yet.',
    limitsForbidden: 'The list is read. The limits are not visible to this user.',
    metadataUnread: (why: string) => `What there is could not be read: ${why}`,
    metadataPartly: (why: string) => `The list is read, but not everything was understood: ${why}`,

    upgraded: (took: string) => `The live connection opened in ${took}.`,
    upgradeRefused: 'The backend answers, but the live connection is refused before it opens.',
    noSuchSocket: 'The backend has no such live connection. Polls tell the same.',
    crowded: (most: number) =>
      `The backend takes ${most} connections of one user, and the pages of this browser have them all.`,
    noSecond: (words: string) =>
      `The backend takes no other connection while the watched one is open, which is up. It says: ${words}`,
    upgradeHangs: (seconds: string) =>
      `The live connection was asked for, and nobody answered within ${seconds} s.`,
    upgradeImpossible: (why: string) => `The live connection could not be asked for: ${why}`,

    firstFrame: (took: string) => `The first message came after ${took}.`,
    noGreetingDue: 'The live connection stays open. This system sends no greeting.',
    neverGreets: (seconds: string) =>
      `The live connection opened, and nothing came on it within ${seconds} s.`,
    neverAcknowledged: (seconds: string) =>
      `The live connection opened, the sign-in was sent on it, and nothing came back within ${seconds} s.`,
    closedAtOnce: (code: number, words: string) =>
      `The live connection opened and was closed before any message (code ${code}). ${words}`,
    closedLater: (code: number, words: string) =>
      `The live connection was closed after some messages (code ${code}). ${words}`,
    withReason: (words: string, reason: string) => `${words} The server says: ${reason}`,
    refusedOnSocket: (code: number, words: string) =>
      `The live connection opened, and the sign-in was refused on it (code ${code}). ${words}`,
    turnedAway: (words: string) => `The backend turned the live connection away: ${words}`,

    understood: (frames: string) => `${frames} received, all understood.`,
    partlyUnderstood: (rejected: string, of: string, why: string) =>
      `${rejected} of ${of} parts were not understood: ${why}`,
    notUnderstood: (rejected: string, why: string) =>
      `${rejected} received, none of which could be understood: ${why}`,
    nothingToDecode: 'No message with data came while we looked.',

    pong: (took: string) => `A ping was answered in ${took}.`,
    noPong: (seconds: string) => `A ping was not answered within ${seconds} s.`,
    noPongDue: 'A ping was sent. This system need not answer it.',
    noPing: 'This system answers no pings.',

    clockAgrees: (within: string) => `The backend’s clock agrees with this one within ${within}.`,
    clockAhead: (by: string) => `The backend’s clock is ${by} ahead of this machine’s.`,
    clockBehind: (by: string) => `The backend’s clock is ${by} behind this machine’s.`,
    clockUntold: 'The backend does not tell its time, or this page may not read it.',

    polled: (contents: string) => `The polling endpoint answers, with ${contents}.`,
    polledNothing: 'The polling endpoint answers, with nothing yet.',
    pollingMissing: (why: string) => `The polling endpoint does not exist: ${why}`,
    pollingFailed: (why: string) => `The polling endpoint fails: ${why}`,
    pollingUnread: (why: string) => `The polling endpoint answers, but is not understood: ${why}`,
    notPolled: 'This system is not polled.',

    historyRead: (values: string) => `The history answers, with ${values} of the last minutes.`,
    historyFailed: (why: string) => `The history cannot be read: ${why}`,
    noHistory: 'This system keeps no history.',
    noSensorForHistory: 'There is no sensor whose history could be asked for.',

    updates: (frames: string) => `What is new keeps coming: ${frames} while we looked.`,
    oldValues: (age: string) => `Messages keep coming, but the newest value in them is ${age} old.`,
    mute: (seconds: string) =>
      `The backend has new values, but for ${seconds} s none came on the open live connection.`,
    silent: (seconds: string) => `Connected, but for ${seconds} s no value came.`,
    nothingNew: (seconds: string) =>
      `Connected, and for ${seconds} s no value came: the backend itself has nothing new.`,
    quiet: 'Nothing came while we looked. This system speaks only when something happens.',

    latencyLow: (took: string) => `An answer takes ${took}.`,
    latencyRaised: (took: string) => `An answer takes ${took}: a slow network, or a busy backend.`,
    latencyHigh: (took: string) => `An answer takes ${took}. What is shown is late by that much.`,
    late: (age: string) => `Values arrive ${age} after they were measured.`,
    throttled: (lag: string) => `This browser holds the page back: its timers run ${lag} late.`,
    latencyUnknown: 'Nothing was answered that could be timed.',

    notReached: 'Left out: nothing can be asked before the backend answers.',
    notConfigured: 'Left out: the configuration has to be put right first.',
    notAdmitted: 'Left out: it needs a sign-in that is accepted.',
    notConnected: 'Left out: there is no live connection to examine.',
    notRead: 'Left out: no message was understood.',
  },

  remedies: {
    reload: 'Reload the page.',
    address: 'Set the address of this source, such as http://plant:8000.',
    option: (label: string) => `Set “${label}” in the configuration of this source.`,
    method: (known: string) => `Set one of these as the way to sign in: ${known}.`,
    mixed: 'Give this source a “proxy” in place of the “url”, or address it over https.',
    unencrypted: 'Address the backend over https, or give this source a “proxy”.',
    start: 'Check host and port of the address, that the backend runs, and that no firewall stands between.',
    busy: 'Check that the backend is not overloaded, and that no firewall swallows what is sent to it.',
    origin:
      'Give this source a “proxy” in place of the “url”, or have the backend allow the origin of this page.',
    gateway: 'Start the backend, or correct the address that the proxy passes requests on to.',
    pathOrOption: (options: string) =>
      `Correct the option “${options}”, or the path of the address: something may be missing or too much between host and API.`,
    path: 'Correct the path of the address: something may be missing or too much between host and API.',
    health: 'Look at the backend’s own log.',
    configureSignIn: 'Add “auth” to the configuration of this source, then sign in.',
    signIn: 'Sign in.',
    signInAgain: 'Sign in again: the token or password is wrong, expired or revoked.',
    cookie:
      'Sign in. If that does not help, the browser or a proxy loses the cookie of the sign-in: page and backend have to be on one origin, by a “proxy” in watchdeck.json, and the proxy has to keep cookies and their path.',
    csrf: 'Let the backend set this cookie without HttpOnly (Django: CSRF_COOKIE_HTTPONLY, CSRF_USE_SESSIONS), and the proxy keep it readable for this page. Then sign in again.',
    elsewhere: 'Sign out where this user is signed in as well, or close the other pages.',
    crowded: 'Close some of the other pages, then examine again.',
    noSuchSocket:
      'Nothing has to be done. If this backend should have one, let each proxy on the way pass WebSockets on.',
    generation:
      'Check which version the backend has, and the options of this source that say so. Then restart the backend.',
    signInElsewhere: 'Sign in as somebody who may read it.',
    signInOnSocket:
      'Sign in again. If that does not help, the backend or a proxy loses the token on the way of the live connection.',
    limits: 'Sign in as somebody who may see them, or set limits of your own.',
    lookAtWords: 'Check address and options of this source against what the backend says.',
    backendLog: 'Look at the backend’s own log: it answers, and fails over this request.',
    proxySocket:
      'Have each proxy on the way pass WebSockets on (the headers Upgrade and Connection), and check that the backend allows the origin of this page.',
    proxyHangs:
      'Look at the proxy or firewall on the way: it takes the request for a WebSocket and passes nothing on.',
    restart: 'Restart the backend. Check its log for what the live connection waits for.',
    closed: 'Look at the backend’s log: it closed the connection itself.',
    dialect: 'Check that address and kind of system belong together, and which version the backend has.',
    pong: 'Restart the backend: its receiving side no longer listens. A proxy may pass only one direction.',
    clock: 'Set the clock that is wrong, best by NTP. Until then Watchdeck corrects for it.',
    polling:
      'Update the backend, or pass the path on at the proxy. Without it an outage of the socket is a gap.',
    history: 'Check the backend’s log. Until then gaps stay gaps.',
    oldValues: 'Look at what feeds the backend: it repeats old values. Check its clock as well.',
    mute: 'Restart the backend, or let the proxy pass each message on at once in place of buffering it.',
    feed: 'Look at what feeds the backend: is it running, and does it send?',
    latency:
      'Measure the network to the backend (ping), look at its load, or have it send less often on a slow network.',
    late: 'Look for what holds values back: a buffering proxy, a busy backend, or a wrong clock at its source.',
    throttled: 'Close what keeps this machine busy, and let the browser not put this page to sleep.',
  },

  messages,
  values,
  /** What an answer holds; what there is none of is not named. */
  contents: (found: Record<keyof typeof counted, number>) =>
    contents.flatMap((kind) => (found[kind] === 0 ? [] : [counted[kind](found[kind])])),
} as const
