// NewLoom as the demo plays it, over the demo's own jobs and a chat between open pages: puts the parts together and
// says which paths are its own.

import type { DemoSystem, SystemContext, SystemKind } from '../../backend/system'
import { TokenDesk, type Refusal } from '../../django/tokens'
import { OPERATOR, PASSWORD } from '../../users'
import { ChatSocket, OPERATIONS } from './chat-socket'
import { newloomGarbage } from './garbage'
import { Gate } from './gate'
import { Jobs } from './jobs'
import { restApi } from './rest'
import { SessionDesk } from './sessions'
import { StreamSocket } from './stream-socket'

const REST_PATH = /^\/api\/(v1\/)?(acc|users|streams|stream-logs|stream-stats)\//

function createNewloom(context: SystemContext): DemoSystem {
  const gate = new Gate(new SessionDesk(context), new TokenDesk('newloom', context))
  const streams = new StreamSocket(context, gate)
  const chat = new ChatSocket(context, gate)
  const jobs = new Jobs(context, streams)
  const rest = restApi({ context, gate, jobs })
  const dismissAll = () => streams.dismissAll() + chat.dismissAll()
  const endAll = (refusal: Refusal) => () => {
    gate.sessions.endEpoch()
    gate.tokens.endEpoch(refusal)
    return dismissAll()
  }

  return {
    source: {
      id: 'demo-jobs',
      system: 'newloom',
      label: 'Demo jobs',
      path: '',
      options: { chat: OPERATIONS },
      auth: { method: 'session', automatic: '/demo/sign-in?system=newloom' },
    },
    owns: (path) => REST_PATH.test(path),
    fetch: (request) => rest.fetch(request),
    socketAt: (path) => {
      if (path === '/ws/streams/') return streams.route
      return path === '/ws/chat/' ? chat.route : undefined
    },
    garbage: () => newloomGarbage(jobs.all[0]?.definition.id ?? 1),
    onFault: {
      'expire-tokens': endAll('Token has expired.'),
      'revoke-token': endAll('Invalid token.'),
      'delete-user': dismissAll,
    },
    signIn: () => ({ username: OPERATOR.username, password: PASSWORD }),
    start: () => Promise.resolve(),
    kept: () => ({ sensors: 0, readings: 0, bytes: jobs.bytes }),
    processes: () => ({}),
    stop: () => {
      jobs.stop()
      return Promise.resolve()
    },
  }
}

export const newloom: SystemKind = { id: 'newloom', create: createNewloom }
