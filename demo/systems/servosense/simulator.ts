// The simulator of the workspace: the plant's process, kept by the supervisor, and what becomes of its readings.

import { join } from 'node:path'
import type { SystemContext } from '../../backend/system'
import type { ComponentState } from '../../process/component'
import type { SupervisedProcess } from '../../process/supervised-process'
import type { PlantNotice, PlantStep } from './plant/plant'
import type { Sensors } from './sensors'
import { ThresholdWatch } from './threshold-watch'
import { MACHINES, SENSORS } from './workspace'
import type { WorkspaceSocket } from './workspace-socket'

const FIRST_READINGS_DEADLINE_MS = 5_000

export class Simulator {
  private readonly process: SupervisedProcess
  private readonly watch = new ThresholdWatch()
  private onReadings: () => void = () => undefined

  constructor(
    private readonly context: SystemContext,
    private readonly sensors: Sensors,
    private readonly socket: WorkspaceSocket,
  ) {
    this.process = context.supervisor.supervise({
      id: 'plant',
      name: 'Plant',
      file: () => join(import.meta.dirname, 'plant.mjs'),
      onMessage: (message) => this.take(message as PlantStep),
      onState: (state) => this.tell(state),
    })
  }

  get pid(): number | undefined {
    return this.process.pid
  }

  /** Settles with the first readings, or after five seconds without any. */
  startReading(): Promise<void> {
    return new Promise((resolve) => {
      const deadline = setTimeout(resolve, FIRST_READINGS_DEADLINE_MS)
      this.onReadings = () => {
        clearTimeout(deadline)
        resolve()
      }
      void this.start()
    })
  }

  /** Whether it was started by this; one that runs goes on, and says so. */
  async start(): Promise<boolean> {
    const refusal = await this.process.command('start')
    if (refusal === undefined) return true
    this.report({ level: 'INFO', message: refusal })
    return false
  }

  stop(): Promise<void> {
    return this.process.stop()
  }

  report({ level, sensor_id, message }: PlantNotice): void {
    const sensor = sensor_id === undefined ? {} : { sensor_id }
    const ts = this.timestamp(this.context.clock.now())
    this.socket.broadcast({ type: 'event', level, ...sensor, message, ts })
  }

  private take({ readings, notices }: PlantStep): void {
    const now = this.context.clock.now()
    // What is stored and what is told have one time, however long it takes to tell all.
    const ts = this.timestamp(now)
    for (const { sensor_id, value } of readings) {
      const sensor = this.sensors.find(sensor_id)
      if (!sensor) continue
      this.sensors.read(sensor_id, { value, time: now })
      this.socket.broadcast({ type: 'reading', sensor_id, value, unit: sensor.unit, ts })
      const crossing = this.watch.read(sensor, value, now)
      if (crossing) this.report({ ...crossing, sensor_id })
    }
    for (const notice of notices) this.report(notice)
    this.onReadings()
  }

  private tell(state: ComponentState): void {
    if (state === 'running') {
      this.socket.broadcast({ type: 'info', message: 'simulator_started' })
      const count = `${MACHINES.length} motors, ${SENSORS.length} sensors`
      this.report({ level: 'INFO', message: `simulator runs: ${count}` })
    }
    if (state === 'stopped') this.socket.broadcast({ type: 'info', message: 'simulator_stopped' })
    if (state === 'error') this.socket.broadcast({ type: 'error', message: 'simulator_failed' })
  }

  private timestamp(time: number): string {
    return new Date(this.context.shown(time)).toISOString()
  }
}
