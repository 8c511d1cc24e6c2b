// The demo's backend as a child of Vite: built, forked, built and forked anew on the same port when its files change.

import { buildDemo } from './build.ts'
import { KeptProcess } from '../process/kept-process.ts'
import type { DemoSource } from '../backend/system.ts'

export interface Listening {
  port: number
  sources: DemoSource[]
}

export class DemoProcess {
  private file = ''
  private listening: Listening | undefined
  private onListening: ((listening: Listening) => void) | undefined
  private readonly kept: KeptProcess

  constructor(
    private readonly root: string,
    private readonly say: (text: string) => void,
  ) {
    this.kept = new KeptProcess({
      file: () => this.file,
      environment: () => (this.listening ? { WATCHDECK_DEMO_PORT: String(this.listening.port) } : {}),
      onMessage: (message) => {
        this.listening = message as Listening
        this.onListening?.(this.listening)
      },
      onUnexpectedExit: (how, waitMs) =>
        this.say(`The demo backend ended (${how}); it starts again in ${waitMs / 1000} s.`),
    })
  }

  /** Settles when the backend answers. */
  async start(): Promise<Listening> {
    this.file = await buildDemo(this.root)
    return new Promise((resolve) => {
      this.onListening = resolve
      this.kept.start()
    })
  }

  /** A demo that cannot be built leaves the running one alone. */
  async rebuild(): Promise<void> {
    try {
      this.file = await buildDemo(this.root)
    } catch (error) {
      this.say(
        `The demo backend was not built anew: ${error instanceof Error ? error.message : String(error)}`,
      )
      return
    }
    await this.kept.restart()
    this.say('The demo backend was built and started anew.')
  }

  async stop(): Promise<void> {
    await this.kept.stop()
  }
}
