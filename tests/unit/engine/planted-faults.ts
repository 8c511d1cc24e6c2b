// Faults planted in sound sources, each with the one step of the examination that is to name it.
import { html, json, type Asked } from '../fake-fetch'
import type { Patient } from './patient'
import { center, closedWorkspace, openWorkspace, signedIn, TOKEN } from './soundness'

export const isPath =
  (end: string) =>
  ({ url }: Asked): boolean =>
    url.pathname.endsWith(end)

export interface Planted {
  fault: string
  make: () => Patient
  /** Planted before the source is watched, unless told otherwise. */
  plant: (patient: Patient) => void
  cause: RegExp
  remedy: RegExp
}

export const PLANTED: readonly Planted[] = [
  {
    fault: 'a wrong host',
    make: signedIn,
    plant: (patient) => (patient.proxy = () => 'fail'),
    cause: /^reachable: Nothing answers at watch\.example\.$/,
    remedy: /host and port/,
  },
  {
    fault: 'a backend that swallows everything',
    make: center,
    plant: (patient) => (patient.proxy = () => 'hang'),
    cause: /^reachable: watch\.example did not answer within 10 s\.$/,
    remedy: /overloaded/,
  },
  {
    fault: 'a backend that is down behind its proxy',
    make: center,
    plant: (patient) => {
      patient.proxy = () => new Response('no backend', { status: 502 })
      patient.onConnect = (socket) => socket.drop(1006)
    },
    cause: /^reachable: A proxy answers at watch\.example with status 502/,
    remedy: /Start the backend/,
  },
  {
    fault: 'a wrong path, where a web page answers',
    make: signedIn,
    plant: (patient) => {
      patient.proxy = () => html(200)
      patient.onConnect = (socket) => socket.drop(1006)
    },
    cause: /^reachable: watch\.example answers with a web page/,
    remedy: /path of the address/,
  },
  {
    fault: 'a wrong path, where nothing is found',
    make: center,
    plant: (patient) => {
      patient.proxy = () => json({ detail: 'Not Found' }, 404)
      patient.onConnect = (socket) => socket.drop(1006)
    },
    cause: /^reachable: watch\.example answers, but knows none of the paths/,
    remedy: /path of the address/,
  },
  {
    fault: 'a wrong token',
    make: () => closedWorkspace('9944b09199c62bcf9418ad846dd0e4bb'),
    plant: () => undefined,
    cause: /^authentication: .*Invalid or expired token/,
    remedy: /Sign in/,
  },
  {
    fault: 'a token that REST takes and the socket does not',
    make: signedIn,
    plant: (patient) => {
      patient.onConnect = (socket) => {
        socket.accept()
        socket.drop(1008, 'Token has expired')
      }
    },
    cause: /^first-frame: The live connection opened, and the sign-in was refused on it \(code 1008\)/,
    remedy: /Sign in again/,
  },
  {
    fault: 'a token that has expired, told by 4401',
    make: closedWorkspace,
    plant: (patient) => {
      patient.onConnect = (socket) => {
        socket.accept()
        socket.drop(4401, 'expired')
      }
    },
    cause: /^first-frame: .*sign-in was refused on it \(code 4401\)/,
    remedy: /Sign in again/,
  },
  {
    fault: 'no sign-in where one is needed',
    make: openWorkspace,
    plant: (patient) => (patient.token = TOKEN),
    cause:
      /^authentication: The backend wants a sign-in, and none is configured\. It says: Not authenticated/,
    remedy: /“auth”/,
  },
  {
    fault: 'nobody signed in',
    make: () => Object.assign(signedIn(), { token: 'another' }),
    plant: () => undefined,
    cause: /^authentication: Nobody is signed in/,
    remedy: /Sign in/,
  },
  {
    fault: 'a proxy that refuses WebSockets',
    make: signedIn,
    plant: (patient) => (patient.onConnect = (socket) => socket.drop(1006)),
    cause: /^upgrade: The backend answers, but the live connection is refused/,
    remedy: /proxy on the way pass WebSockets/,
  },
  {
    fault: 'an upgrade that hangs',
    make: openWorkspace,
    plant: (patient) => (patient.onConnect = () => undefined),
    cause: /^upgrade: .*nobody answered within 10 s/,
    remedy: /proxy or firewall/,
  },
  {
    fault: 'a socket that opens and is closed at once',
    make: center,
    plant: (patient) => {
      patient.onConnect = (socket) => {
        socket.accept()
        socket.drop(1011, 'out of memory')
      }
    },
    cause: /^first-frame: .*closed before any message \(code 1011\).*out of memory/,
    remedy: /log/,
  },
  {
    fault: 'a socket that opens and never greets',
    make: signedIn,
    plant: (patient) => Object.assign(patient, { greets: false, speaks: false }),
    cause: /^first-frame: The live connection opened, and nothing came on it within 10 s/,
    remedy: /Restart the backend/,
  },
  {
    fault: 'frames that cannot be decoded',
    make: openWorkspace,
    plant: (patient) => (patient.frame = () => '<html><body>Oh no</body></html>'),
    cause: /^decoding: .*none of which could be understood: .*JSON/,
    remedy: /kind of system/,
  },
  {
    fault: 'data that cannot be decoded after a good greeting',
    make: signedIn,
    plant: (patient) => (patient.frame = () => ({ type: 'datapoints_batch', datapoints: [{ value: 'x' }] })),
    cause: /^decoding: .*none of which could be understood/,
    remedy: /kind of system/,
  },
  {
    fault: 'pings that nobody answers',
    make: signedIn,
    plant: (patient) => (patient.pongs = false),
    cause: /^heartbeat: A ping was not answered within 10 s/,
    remedy: /Restart the backend/,
  },
  {
    fault: 'a clock that is an hour off',
    make: signedIn,
    plant: (patient) => (patient.skewMs = -3_600_000),
    cause: /^clock: The backend’s clock is 60 min behind/,
    remedy: /NTP/,
  },
  {
    fault: 'a polling endpoint that is missing',
    make: signedIn,
    plant: (patient) => {
      patient.proxy = (asked) => (isPath('/latest')(asked) ? json({ detail: 'Not Found' }, 404) : null)
    },
    cause: /^polling: The polling endpoint does not exist/,
    remedy: /proxy/,
  },
  {
    fault: 'a history that fails',
    make: signedIn,
    plant: (patient) => {
      patient.proxy = (asked) => (isPath('/series')(asked) ? json({ detail: 'disk full' }, 500) : null)
    },
    cause: /^history: The history cannot be read: disk full/,
    remedy: /log/,
  },
  {
    fault: 'a workspace that does not exist',
    make: () => openWorkspace(7),
    plant: (patient) => {
      patient.onConnect = (socket) => {
        socket.accept()
        socket.receive({ type: 'error', message: 'workspace_not_found' })
      }
    },
    cause: /^metadata: .*The server has no workspace "7"\. Check the option "workspace"/,
    remedy: /address and options/,
  },
  {
    fault: 'an option that was forgotten',
    make: () => openWorkspace(''),
    plant: () => undefined,
    cause: /^configuration: The option “Workspace” is not set/,
    remedy: /Set “Workspace”/,
  },
  {
    fault: 'a connection that goes mute while the backend lives',
    make: openWorkspace,
    plant: (patient) => (patient.speaks = false),
    cause: /^updates: The backend has new values, but for 5 s none came/,
    remedy: /buffering/,
  },
  {
    fault: 'whole states that stop after the first',
    make: center,
    plant: (patient) => (patient.speaks = false),
    cause: /^updates: The backend has new values/,
    remedy: /Restart/,
  },
  {
    fault: 'values that are old',
    make: center,
    plant: (patient) => (patient.dataAgeMs = 7_200_000),
    cause: /^updates: Messages keep coming, but the newest value in them is \d+/,
    remedy: /what feeds the backend/,
  },
  {
    fault: 'answers that take three seconds',
    make: signedIn,
    plant: (patient) => (patient.delayMs = 3_000),
    cause: /^latency: An answer takes 3\.\d s/,
    remedy: /network/,
  },
]
