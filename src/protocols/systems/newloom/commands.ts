// What a user can have a NewLoom backend do with a stream.
import type { BackendCommand } from '../../protocol'
import { texts } from './texts'

export const START = 'start'
export const PAUSE = 'pause'
export const RUN = 'run'

const words = texts.commands

export const commands: readonly BackendCommand[] = [
  { id: START, label: words.start, target: 'job', allowedIn: ['paused', 'failed'] },
  {
    id: PAUSE,
    label: words.pause,
    target: 'job',
    allowedIn: ['active', 'running'],
    confirm: words.pauseQuestion,
  },
  { id: RUN, label: words.run, target: 'job', allowedIn: ['active', 'paused', 'failed'] },
]
