// Faults of motors: one at a time, each developing over minutes, staying a while and receding, with a pause between.

import type { SensorKind } from '../workspace'
import type { Random } from './random'

/** At full severity, how far each kind of sensor moves: 1 is from its usual value to its threshold. */
export type Effects = Partial<Record<SensorKind, number>>

export interface FaultKind {
  name: string
  effects: Effects
  /** The kind of sensor that shows it best. */
  shownBy: SensorKind
  /** What the whole workspace is told when it is severe. */
  workspaceNotice?: string
}

export const BEARING_WEAR: FaultKind = {
  name: 'bearing wear',
  effects: { vibration: 1.4, temperature: 0.5, current: 0.1 },
  shownBy: 'vibration',
}
export const BLOCKED_COOLING: FaultKind = {
  name: 'blocked cooling',
  effects: { temperature: 1.5, current: 0.1 },
  shownBy: 'temperature',
}
export const OVERLOAD: FaultKind = {
  name: 'overload',
  effects: { current: 1.4, temperature: 0.7, vibration: 0.3 },
  shownBy: 'current',
  workspaceNotice: 'workspace overload',
}

/** Nothing is abnormal before: whoever opens the page sees a calm plant first. */
const FIRST_AFTER_SECONDS = 150
const SEVERE_FROM = 0.95
const NOTICED_FROM = 0.3

export type Stage = 'developing' | 'severe' | 'over'

export interface RunningFault {
  machine: number
  kind: FaultKind
  beginsAt: number
  riseSeconds: number
  staySeconds: number
  fallSeconds: number
  /** Its greatest severity. */
  peak: number
}

export class Faults {
  private running: RunningFault
  private told: Stage | undefined

  /** @param machines ids of those that can have one. */
  constructor(
    private readonly random: Random,
    private readonly machines: readonly [number, ...number[]],
  ) {
    this.running = this.planned(FIRST_AFTER_SECONDS)
  }

  /** Severity of a machine's fault at `time`, in seconds since the start: 0 without one. */
  severityOf(machine: number, time: number): number {
    return this.running.machine === machine ? severityAt(this.running, time) : 0
  }

  get effects(): Effects {
    return this.running.kind.effects
  }

  /** The stage that was just reached, once each, and of which fault; plans the next one after the last stage. */
  advance(time: number): { stage: Stage; fault: RunningFault } | undefined {
    const fault = this.running
    const severity = severityAt(fault, time)
    if (this.told === undefined && severity >= NOTICED_FROM) return this.tell('developing', fault)
    if (this.told === 'developing' && severity >= SEVERE_FROM) return this.tell('severe', fault)
    if (time < endOf(fault)) return undefined
    this.running = this.planned(time + this.random.between(60, 150))
    this.told = undefined
    return { stage: 'over', fault }
  }

  private tell(stage: Stage, fault: RunningFault) {
    this.told = stage
    return { stage, fault }
  }

  private planned(beginsAt: number): RunningFault {
    const { random } = this
    return {
      machine: random.pick(this.machines),
      kind: random.pick([BEARING_WEAR, BLOCKED_COOLING, OVERLOAD]),
      beginsAt,
      riseSeconds: random.between(90, 180),
      staySeconds: random.between(45, 90),
      fallSeconds: random.between(60, 120),
      peak: random.between(0.8, 1.2),
    }
  }
}

function endOf({ beginsAt, riseSeconds, staySeconds, fallSeconds }: RunningFault): number {
  return beginsAt + riseSeconds + staySeconds + fallSeconds
}

function severityAt(fault: RunningFault, time: number): number {
  const { beginsAt, riseSeconds, fallSeconds, peak } = fault
  const risen = smooth((time - beginsAt) / riseSeconds)
  const left = smooth((endOf(fault) - time) / fallSeconds)
  return peak * Math.min(risen, left)
}

/** From 0 to 1 without a kink at either end. */
function smooth(share: number): number {
  const within = Math.min(1, Math.max(0, share))
  return within * within * (3 - 2 * within)
}
