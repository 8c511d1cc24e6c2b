// The life of one alarm in the words of ISA-18.2 (rules A1, A2): what happens to it, and the state that follows.
// Pure: times come with the events, on whatever one clock the alarm runs. It judges no value and keeps no list.
import type { EpochMs } from './updates'

export type AlarmState = 'normal' | 'unacknowledged' | 'acknowledged' | 'returned-unacknowledged' | 'shelved'

export interface Shelf {
  /** When the shelf ends by itself. */
  until: EpochMs
  reason: string
  by: string
}

/** Three things that are told apart, so that none can change another; the state is derived from them. */
export interface AlarmLife {
  /** Whether the condition counts as met: what the delays left of it. Told on a shelf too. */
  active: boolean
  /** Whether nobody has acknowledged the last activation yet. */
  unacknowledged: boolean
  /** Who acknowledged the last activation. */
  acknowledgedBy: string | null
  shelf: Shelf | null
  /** Since when the condition says otherwise than `active`; its delay counts from here. */
  turningSince: EpochMs | null
  /** When it was last activated. */
  activatedAt: EpochMs | null
  /** When anything but `turningSince` last changed. */
  changedAt: EpochMs | null
}

export const NORMAL_LIFE: AlarmLife = {
  active: false,
  unacknowledged: false,
  acknowledgedBy: null,
  shelf: null,
  turningSince: null,
  activatedAt: null,
  changedAt: null,
}

export type AlarmEvent = { at: EpochMs } & (
  | { kind: 'condition'; holds: boolean }
  /** Only time passed. */
  | { kind: 'tick' }
  /** The condition could not be watched until now: whether it held for its delay is not known. */
  | { kind: 'interrupted' }
  | { kind: 'acknowledge'; by: string }
  | ({ kind: 'shelve' } & Shelf)
  | { kind: 'unshelve' }
)

/** All in milliseconds (A2). */
export interface AlarmDelays {
  /** How long the condition must hold before it activates the alarm; default 0. */
  onDelayMs: number
  /** How long it must not hold before the alarm returns; default 0. */
  offDelayMs: number
}

export const NO_DELAYS: AlarmDelays = { onDelayMs: 0, offDelayMs: 0 }

/** The state that everyone sees. It can contradict nothing, for it is kept nowhere. */
export function alarmState({ active, unacknowledged, shelf }: AlarmLife): AlarmState {
  if (shelf) return 'shelved'
  if (active) return unacknowledged ? 'unacknowledged' : 'acknowledged'
  return unacknowledged ? 'returned-unacknowledged' : 'normal'
}

/** When something will happen by itself: a delay or a shelf ends. */
export function dueAt({ active, turningSince, shelf }: AlarmLife, delays: AlarmDelays): EpochMs | null {
  const delay = active ? delays.offDelayMs : delays.onDelayMs
  const due = Math.min(turningSince === null ? Infinity : turningSince + delay, shelf?.until ?? Infinity)
  return due === Infinity ? null : due
}

/**
 * What becomes of an alarm: each life that it passes through, the last one being the one to keep; none where nothing
 * changed. What was due before the event comes first, so that it does not matter how often time is told.
 */
export function livesAfter(life: AlarmLife, event: AlarmEvent, delays: AlarmDelays): AlarmLife[] {
  const lives: AlarmLife[] = []
  let last = life
  const pass = (next: AlarmLife): void => {
    if (next !== last) lives.push((last = next))
  }
  const settle = (): void => {
    for (let due = dueAt(last, delays); due !== null && due <= event.at; due = dueAt(last, delays)) {
      pass(comeDue(last, due))
    }
  }
  settle()
  pass(happen(last, event))
  settle()
  return lives
}

function happen(life: AlarmLife, event: AlarmEvent): AlarmLife {
  const { at } = event
  switch (event.kind) {
    case 'condition':
      if (event.holds === life.active) return still(life)
      return life.turningSince === null ? { ...life, turningSince: at } : life
    case 'tick':
      return life
    case 'interrupted':
      return still(life)
    case 'acknowledge':
      // What lies on the shelf is in nobody's sight, and what nobody saw cannot be acknowledged.
      if (life.shelf || !life.unacknowledged) return life
      return { ...life, unacknowledged: false, acknowledgedBy: event.by, changedAt: at }
    case 'shelve': {
      const { until, reason, by } = event
      return until > at ? { ...life, shelf: { until, reason, by }, changedAt: at } : life
    }
    case 'unshelve':
      return life.shelf ? { ...life, shelf: null, changedAt: at } : life
  }
}

function still(life: AlarmLife): AlarmLife {
  return life.turningSince === null ? life : { ...life, turningSince: null }
}

function comeDue(life: AlarmLife, at: EpochMs): AlarmLife {
  if (life.shelf?.until === at) return { ...life, shelf: null, changedAt: at }
  const turned = { ...life, turningSince: null, changedAt: at }
  if (life.active) return { ...turned, active: false }
  return { ...turned, active: true, unacknowledged: true, acknowledgedBy: null, activatedAt: at }
}
