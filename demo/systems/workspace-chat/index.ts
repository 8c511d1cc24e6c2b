// Workspace chat as the demo plays it: one room between all who are connected, empty at the start. Two generations of
// its server stand in it: the documented one below /workspace-chat, which the page watches, and the newer one below
// /workspace-chat/v2, to which any source can be pointed. Both hear the same messages.

import type { DemoSystem, SocketRoute, SystemContext, SystemKind } from '../../backend/system'
import { OPERATOR } from '../../users'
import { DocumentedSocket } from './documented-socket'
import { workspaceChatGarbage } from './garbage'
import { NewerSocket } from './newer-socket'
import { restApi } from './rest'
import { Room } from './room'
import { TokenDesk } from './tokens'

/** Its documented paths stand below it; at the root they are those of other systems. */
const PREFIX = '/workspace-chat'
const NEWER_PREFIX = `${PREFIX}/v2`

function createWorkspaceChat(context: SystemContext): DemoSystem {
  const room = new Room(context.clock)
  const tokens = new TokenDesk(context)
  const documented = new DocumentedSocket(context, room)
  const newer = new NewerSocket(context, room, tokens)
  const parts = { context, room, tokens, newer }
  const documentedRest = restApi(PREFIX, parts)
  const newerRest = restApi(NEWER_PREFIX, parts)
  const routes = new Map<string, SocketRoute>([
    [`${PREFIX}/ws`, { faulty: true, open: (channel, url) => documented.open(channel, url) }],
    [`${NEWER_PREFIX}/ws`, { faulty: true, open: (channel) => newer.open(channel) }],
  ])
  const endTokens = (reason: string) => () => {
    tokens.endEpoch()
    return newer.closeAll(reason)
  }

  return {
    source: {
      id: 'demo-chat',
      system: 'workspace-chat',
      label: 'Control room',
      path: PREFIX,
      auth: { method: 'name', automatic: '/demo/sign-in?system=workspace-chat' },
    },
    owns: (path) => path.startsWith(`${PREFIX}/`),
    fetch: (request) => {
      const isNewer = new URL(request.url).pathname.startsWith(`${NEWER_PREFIX}/`)
      return (isNewer ? newerRest : documentedRest).fetch(request)
    },
    socketAt: (path) => routes.get(path),
    garbage: () => workspaceChatGarbage(OPERATOR.username),
    // The documented server knows neither tokens nor users: only the newer one has them to lose.
    onFault: {
      'expire-tokens': endTokens('Token expired'),
      'revoke-token': endTokens('Token revoked'),
      'delete-user': () => newer.closeAll('User not found'),
    },
    signIn: () => ({ username: OPERATOR.username }),
    start: () => Promise.resolve(),
    kept: () => ({ sensors: 0, readings: 0, bytes: room.log.bytes }),
    processes: () => ({}),
    stop: () => Promise.resolve(),
  }
}

export const workspaceChat: SystemKind = { id: 'workspace-chat', create: createWorkspaceChat }
