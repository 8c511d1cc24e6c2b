// What may happen to an alarm, in a word each, and what becomes of it.
import {
  alarmState,
  livesAfter,
  NORMAL_LIFE,
  NO_DELAYS,
  type AlarmDelays,
  type AlarmEvent,
  type AlarmLife,
  type AlarmState,
} from '../../../src/domain/alarm'

export function after(
  events: readonly AlarmEvent[],
  delays: AlarmDelays = NO_DELAYS,
  from = NORMAL_LIFE,
): AlarmLife {
  return events.reduce((life, event) => livesAfter(life, event, delays).at(-1) ?? life, from)
}

/** The states that it passes through, each once. */
export function states(events: readonly AlarmEvent[], delays: AlarmDelays = NO_DELAYS): AlarmState[] {
  let life = NORMAL_LIFE
  const passed = events.flatMap((event) => {
    const lives = livesAfter(life, event, delays)
    life = lives.at(-1) ?? life
    return lives.map(alarmState)
  })
  return passed.filter((state, index) => state !== (passed[index - 1] ?? 'normal'))
}

export const breach = (at: number): AlarmEvent => ({ kind: 'condition', holds: true, at })
export const normal = (at: number): AlarmEvent => ({ kind: 'condition', holds: false, at })
export const tick = (at: number): AlarmEvent => ({ kind: 'tick', at })
export const acknowledge = (at: number): AlarmEvent => ({ kind: 'acknowledge', by: 'Kim', at })

export const shelve = (at: number, until = 1_000): AlarmEvent => ({
  ...{ kind: 'shelve', until, reason: 'Being repaired', by: 'Kim', at },
})

export const unshelve = (at: number): AlarmEvent => ({ kind: 'unshelve', at })
export const interrupted = (at: number): AlarmEvent => ({ kind: 'interrupted', at })
