// What a job's card says, from what its backend says (DESIGN.md, "Limits and colours").
import type { JobState } from './job-updates'
import type { CardState } from './limits'

const STATES: Record<JobState, CardState> = {
  // Waits for its next run, as it should.
  active: 'normal',
  running: 'busy',
  // Somebody wanted it so.
  paused: 'stopped',
  // What it should have done was not done, and nobody else will: a stream's error is a CRIT.
  failed: 'crit',
  unknown: 'unknown',
}

export function jobState(state: JobState): CardState {
  return STATES[state]
}
