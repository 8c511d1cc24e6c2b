// A server in a process of its own, forked by this one: it says its port in its first message, and it ends
// when this process disconnects or dies. No shell is involved, so this works alike everywhere.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const PROJECT = fileURLToPath(new URL('../../..', import.meta.url))
/** Starting may build the demo first, on a machine that is busy with browsers. */
const START_LIMIT = 60_000
const END_LIMIT = 5_000
const KEPT_OUTPUT = 8_000

export interface Child {
  port: number
  pid: number
  /** Settles when the process is gone. */
  stop: () => Promise<void>
}

function portIn(message: unknown): number | undefined {
  if (typeof message !== 'object' || message === null || !('port' in message)) return undefined
  return typeof message.port === 'number' ? message.port : undefined
}

/** @param file relative to the project. @param env on top of this process's own. */
export async function startChild(file: string, env: Record<string, string> = {}): Promise<Child> {
  const child = fork(file, [], {
    cwd: PROJECT,
    env: { ...process.env, ...env },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-KEPT_OUTPUT)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))

  const stop = async () => {
    if (child.connected) child.disconnect()
    const stubborn = setTimeout(() => child.kill('SIGKILL'), END_LIMIT)
    await gone
    clearTimeout(stubborn)
  }

  const port = await new Promise<number | string>((resolve) => {
    const late = setTimeout(() => resolve(`said no port within ${START_LIMIT / 1000} s`), START_LIMIT)
    child.once('message', (message) => resolve(portIn(message) ?? 'sent a first message without a port'))
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(`ended with ${signal ?? `exit code ${code}`}`))
    void gone.then(() => clearTimeout(late))
  })
  if (typeof port === 'number') return { port, pid: child.pid!, stop }
  await stop()
  throw new Error(`${file} did not start: it ${port}.\n${output}`)
}
