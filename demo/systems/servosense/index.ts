// ServoSense as the demo plays it, over a simulated plant: puts the parts together and says which paths are its own.

import type { DemoSystem, SystemContext, SystemKind } from '../../backend/system'
import { TokenDesk, type Refusal } from '../../django/tokens'
import { OPERATOR, PASSWORD } from '../../users'
import { servosenseGarbage } from './garbage'
import { restApi } from './rest'
import { Sensors } from './sensors'
import { Simulator } from './simulator'
import { SENSORS, WORKSPACE } from './workspace'
import { TOKEN_SUBPROTOCOL, tokenShown, WorkspaceSocket } from './workspace-socket'

const REST_PATHS = ['/api/user/', '/api/workspaces/', '/api/core/', '/api/sim/']
const SOCKET_PATH = /^\/ws\/workspaces\/(\d+)\/$/
/** A value and its time. */
const READING_BYTES = 2 * 8

function createServosense(context: SystemContext): DemoSystem {
  const sensors = new Sensors()
  const tokens = new TokenDesk('servosense', context)
  const socket = new WorkspaceSocket(tokens)
  const simulator = new Simulator(context, sensors, socket)
  const rest = restApi({ context, tokens, sensors, simulator })
  const endTokens = (refusal: Refusal) => () => {
    tokens.endEpoch(refusal)
    return socket.closeAll(refusal)
  }

  return {
    source: {
      id: 'motor-plant',
      system: 'servosense',
      label: 'Motor plant',
      path: '',
      options: { workspace: WORKSPACE.id },
      auth: { method: 'password', automatic: '/demo/sign-in?system=servosense' },
    },
    owns: (path) => REST_PATHS.some((start) => path.startsWith(start)),
    fetch: (request) => rest.fetch(request),
    socketAt: (path) => {
      const workspace = SOCKET_PATH.exec(path)?.[1]
      if (workspace === undefined) return undefined
      return {
        faulty: true,
        subprotocol: TOKEN_SUBPROTOCOL,
        open: (channel, url, offered) => socket.open(channel, Number(workspace), tokenShown(url, offered)),
      }
    },
    garbage: () => servosenseGarbage(SENSORS[0]?.id ?? 1),
    onFault: {
      'expire-tokens': endTokens('Token has expired.'),
      'revoke-token': endTokens('Invalid token.'),
      'delete-user': () => socket.closeAll('User inactive or deleted.'),
    },
    signIn: () => ({ email: OPERATOR.email, password: PASSWORD }),
    start: () => simulator.startReading(),
    kept: () => ({
      sensors: SENSORS.length,
      readings: sensors.readCount,
      bytes: sensors.readCount * READING_BYTES,
    }),
    processes: () => ({ plantPid: simulator.pid }),
    stop: () => simulator.stop(),
  }
}

export const servosense: SystemKind = { id: 'servosense', create: createServosense }
