// What a user can have a Control Center do with a component. The ids are the words of its paths.
import type { BackendCommand } from '../../protocol'
import { texts } from './texts'

const words = texts.commands

/** Offered only where they make sense: starting one that runs leaks a process there (PROTOCOLS.md, field note). */
export const commands: readonly BackendCommand[] = [
  { id: 'start', label: words.start, target: 'component', allowedIn: ['stopped', 'error'] },
  {
    id: 'stop',
    label: words.stop,
    target: 'component',
    allowedIn: ['running', 'starting'],
    confirm: words.stopQuestion,
  },
  {
    id: 'restart',
    label: words.restart,
    target: 'component',
    allowedIn: ['running'],
    confirm: words.restartQuestion,
  },
]
