// Faults planted in jobs and chats, each with the one step of the examination that is to name it.
import { json } from '../fake-fetch'
import type { Planted } from './planted-faults'
import { isPath } from './planted-faults'
import { chat, chatWithAccounts, jobs, runningJobs } from './soundness'

export const PLANTED_IN_CHATS: readonly Planted[] = [
  {
    fault: 'a service that is not configured (4002)',
    make: jobs,
    plant: (patient) => {
      patient.onConnect = (socket) => {
        socket.accept()
        if (socket.url.endsWith('/ws/chat/')) socket.drop(4002)
      }
    },
    cause: /^first-frame: .*\(code 4002\).*service is not configured on the server/,
    remedy: /log/,
  },
  {
    fault: 'a session cookie that the proxy lost',
    make: jobs,
    plant: (patient) => (patient.hasSession = false),
    cause: /^authentication: .*Authentication credentials were not provided/,
    remedy: /loses the cookie.*one origin.*“proxy”/,
  },
  {
    fault: 'a CSRF cookie that this page cannot read',
    make: () => jobs({ cookies: new Map() }),
    plant: () => undefined,
    cause: /^authentication: .*cannot read its cookie “csrftoken”/,
    remedy: /HttpOnly/,
  },
  {
    fault: 'REST paths that an option fixed wrongly',
    make: () => runningJobs({ options: { api: '/api/v1' } }),
    plant: () => undefined,
    cause: /^reachable: watch\.example answers, but knows none of the paths/,
    remedy: /option “Where REST begins”/,
  },
  {
    fault: 'a proxy that refuses all WebSockets, where one of them may be missing',
    make: runningJobs,
    plant: (patient) => (patient.onConnect = (socket) => socket.drop(1006)),
    cause: /^upgrade: The backend answers, but the live connection is refused/,
    remedy: /proxy on the way pass WebSockets/,
  },
  {
    fault: 'streams whose socket and polls fail both',
    make: jobs,
    plant: (patient) => {
      let asked = 0
      patient.proxy = (request) =>
        // The first questions, about the list, are answered.
        isPath('/streams/')(request) && ++asked > 4 ? json({ detail: 'locked' }, 500) : null
      patient.onConnect = (socket) =>
        socket.url.endsWith('/ws/streams/') ? socket.drop(1006) : socket.accept()
    },
    cause: /^upgrade: The backend answers, but the live connection is refused/,
    remedy: /proxy on the way pass WebSockets/,
  },
  {
    fault: 'a stream that changed while its connection said nothing',
    make: jobs,
    plant: (patient) => {
      patient.speaks = false
      patient.proxy = (request) =>
        isPath('/streams/')(request) && patient.isTold('polling')
          ? json([{ id: 1, name: 'Roll-up', status: 'failed', last_run: null, next_run: null }])
          : null
    },
    cause: /^updates: The backend has new values, but for 3 s none came/,
    remedy: /buffering/,
  },
  {
    fault: 'a name that is missing',
    make: () => chat({ signsIn: false }),
    plant: (patient) => {
      patient.onConnect = (socket) => {
        socket.accept()
        socket.drop(1008, 'Username required: connect to /ws?username=your_name')
      }
    },
    cause: /^first-frame: .*refused on it \(code 1008\).*Username required/,
    remedy: /Add “auth”/,
  },
  {
    fault: 'a token of a newer chat that has expired',
    make: () => chatWithAccounts('another'),
    plant: () => undefined,
    cause: /^authentication: Nobody is signed in: Invalid or expired token/,
    remedy: /Sign in/,
  },
  {
    fault: 'a sign-in that a newer chat never acknowledges',
    make: chatWithAccounts,
    plant: (patient) => (patient.pongs = false),
    cause: /^first-frame: .*the sign-in was sent on it, and nothing came back within 10 s/,
    remedy: /which version/,
  },
  {
    fault: 'a name that is signed in elsewhere',
    make: chatWithAccounts,
    plant: (patient) => {
      patient.onConnect = (socket) => {
        socket.accept()
        socket.receive({ type: 'error', code: 'ALREADY_LOGGED_IN', message: 'op is connected already' })
        socket.drop(1008, 'op is connected already')
      }
    },
    cause: /^first-frame: The backend turned the live connection away: This name is signed in elsewhere/,
    remedy: /Sign out where this user is signed in/,
  },
]
