// The process that reads this machine and pushes to the controller socket: has the supervisor keep it, and hears
// what it declares.

import { join } from 'node:path'
import type { SupervisedProcess } from '../../process/supervised-process'
import type { Supervisor } from '../../process/supervisor'
import type { SensorDeclaration } from './sensors'

const DECLARATION_DEADLINE_MS = 5_000

export class ControllerProcess {
  private readonly process: SupervisedProcess
  private port = 0
  private onDeclared: () => void = () => undefined

  constructor(
    supervisor: Supervisor,
    token: string,
    declare: (sensors: readonly SensorDeclaration[]) => void,
  ) {
    this.process = supervisor.supervise({
      id: 'controller',
      name: 'Controller',
      file: () => join(import.meta.dirname, 'controller.mjs'),
      environment: () => ({
        WATCHDECK_DEMO_CONTROLLER_URL: `ws://127.0.0.1:${this.port}/ws/controller/telemetry`,
        WATCHDECK_DEMO_CONTROLLER_TOKEN: token,
      }),
      onMessage: (message) => {
        declare((message as { sensors: SensorDeclaration[] }).sensors)
        this.onDeclared()
      },
    })
  }

  get pid(): number | undefined {
    return this.process.pid
  }

  /** Settles when the controller has said what it can measure, or after five seconds without a word. */
  start(port: number): Promise<void> {
    this.port = port
    return new Promise((resolve) => {
      const deadline = setTimeout(resolve, DECLARATION_DEADLINE_MS)
      this.onDeclared = () => {
        clearTimeout(deadline)
        resolve()
      }
      void this.process.command('start')
    })
  }

  stop(): Promise<void> {
    return this.process.stop()
  }
}
