// Control Center as the demo plays it, over the demo's own processes: puts the parts together and says which paths
// are its own.

import type { DemoSystem, SystemContext, SystemKind } from '../../backend/system'
import { Broadcast } from './broadcast'
import { controlCenterGarbage } from './garbage'
import { machineMeter, type MachineFigures } from './machine'
import { restApi } from './rest'
import { StatusBoard } from './status'

/** Its documented paths stand below it; at the root they are those of other systems. */
const PREFIX = '/control-center'

/** What tests bring in place of the machine. */
export interface ControlCenterOptions {
  machine?: () => MachineFigures
}

export function createControlCenter(
  context: SystemContext,
  { machine = machineMeter() }: ControlCenterOptions,
): DemoSystem {
  const board = new StatusBoard(context, machine)
  const broadcast = new Broadcast(context.clock, board)
  const rest = restApi(PREFIX, context.supervisor, board)

  return {
    source: { id: 'demo-processes', system: 'control-center', label: 'Demo processes', path: PREFIX },
    owns: (path) => path.startsWith(`${PREFIX}/`),
    fetch: (request) => rest.fetch(request),
    socketAt: (path) =>
      path === `${PREFIX}/ws` ? { faulty: true, open: (channel) => broadcast.open(channel) } : undefined,
    garbage: () => controlCenterGarbage(board.now()),
    // There are no tokens and no users here: faults of those change nothing.
    onFault: {},
    signIn: () => ({}),
    start: () => Promise.resolve(),
    processes: () => ({}),
    stop: () => {
      broadcast.stop()
      return Promise.resolve()
    },
  }
}

export const controlCenter: SystemKind = {
  id: 'control-center',
  create: (context) => createControlCenter(context, {}),
}
