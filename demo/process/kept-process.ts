// Keeps one child process alive: forks it anew when it dies by itself, waiting longer each time it keeps dying.
// It knows nothing of what the child does; messages go to its owner.

import { fork, type ChildProcess } from 'node:child_process'

const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 30_000
/** A child that lived this long was healthy: the next wait is the first one again. */
const HEALTHY_AFTER_MS = 30_000

export interface KeptProcessOptions {
  /** JavaScript file to fork; asked again for each fork, a rebuild may have moved it. */
  file: () => string
  /** Added to this process's own environment; asked again for each fork. */
  environment: () => Record<string, string>
  onMessage: (message: unknown) => void
  onUnexpectedExit: (how: string, waitMs: number) => void
}

export class KeptProcess {
  private child: ChildProcess | undefined
  private retry: NodeJS.Timeout | undefined
  private deaths = 0

  constructor(private readonly options: KeptProcessOptions) {
    process.once('exit', this.killNow)
  }

  get pid(): number | undefined {
    return this.child?.pid
  }

  start(): void {
    const bornAt = performance.now()
    const child = fork(this.options.file(), [], { env: { ...process.env, ...this.options.environment() } })
    this.child = child
    child.on('message', this.options.onMessage)
    child.once('error', () => child.kill())
    child.once('exit', (code, signal) => {
      if (this.child !== child) return
      this.child = undefined
      this.deaths = performance.now() - bornAt > HEALTHY_AFTER_MS ? 0 : this.deaths
      const wait = Math.min(FIRST_WAIT_MS * 2 ** this.deaths++, LONGEST_WAIT_MS)
      this.options.onUnexpectedExit(signal ?? `exit code ${code ?? 'unknown'}`, wait)
      this.retry = setTimeout(() => this.start(), wait)
    })
  }

  async restart(): Promise<void> {
    await this.end()
    this.start()
  }

  async stop(): Promise<void> {
    process.off('exit', this.killNow)
    await this.end()
  }

  private async end(): Promise<void> {
    clearTimeout(this.retry)
    const child = this.child
    this.child = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill()
    await gone
  }

  private readonly killNow = () => {
    clearTimeout(this.retry)
    this.child?.kill()
  }
}

/** For children: nobody outlives the process that forked it, however that one ended. */
export function exitWithParent(): void {
  process.once('disconnect', () => process.exit(0))
}
