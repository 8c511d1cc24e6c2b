// What a user can have a ServoSense backend do. Every signed-in user may: the server knows no roles.
import type { BackendCommand } from '../../protocol'
import { texts } from './texts'

export const START = 'start-simulator'
export const STOP = 'stop-simulator'
export const THRESHOLD = 'threshold'

export const commands: readonly BackendCommand[] = [
  // Whether it runs is told by nobody, so both are always offered.
  { id: START, label: texts.commands.start, target: 'source' },
  { id: STOP, label: texts.commands.stop, target: 'source', confirm: texts.commands.stopQuestion },
  { id: THRESHOLD, label: texts.commands.threshold, target: 'sensor', value: 'limit' },
]
