// The process that reads this machine and pushes to the controller socket: keeps it running, hears what it declares.

import { join } from 'node:path'
import { KeptProcess } from '../../process/kept-process'
import type { SensorDeclaration } from './sensors'

const DECLARATION_DEADLINE_MS = 5_000

export class ControllerProcess {
  private kept: KeptProcess | undefined

  constructor(
    private readonly token: string,
    private readonly declare: (sensors: readonly SensorDeclaration[]) => void,
  ) {}

  get pid(): number | undefined {
    return this.kept?.pid
  }

  /** Settles when the controller has said what it can measure, or after five seconds without a word. */
  start(port: number): Promise<void> {
    return new Promise((resolve) => {
      const deadline = setTimeout(resolve, DECLARATION_DEADLINE_MS)
      this.kept = new KeptProcess({
        file: () => join(import.meta.dirname, 'controller.mjs'),
        environment: () => ({
          WATCHDECK_DEMO_CONTROLLER_URL: `ws://127.0.0.1:${port}/ws/controller/telemetry`,
          WATCHDECK_DEMO_CONTROLLER_TOKEN: this.token,
        }),
        onMessage: (message) => {
          this.declare((message as { sensors: SensorDeclaration[] }).sensors)
          clearTimeout(deadline)
          resolve()
        },
        onUnexpectedExit: (how, waitMs) =>
          console.error(`The demo's controller ended (${how}); it starts again in ${waitMs / 1000} s.`),
      })
      this.kept.start()
    })
  }

  async stop(): Promise<void> {
    await this.kept?.stop()
  }
}
