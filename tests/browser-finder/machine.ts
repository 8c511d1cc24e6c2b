// What finding a browser needs of the machine, behind one interface: unit tests hand in a made-up one,
// so that every order and refusal is shown without touching the real one.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, posix, win32 } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prove, type Browser, type Proof } from './proof.ts'

export interface Outcome {
  ok: boolean
  /** The end of what the command wrote, both streams. */
  output: string
}

export interface RunOptions {
  env?: Record<string, string>
  cwd?: string
  /** Milliseconds until the command is ended and counts as failed. */
  limit: number
}

export interface Machine {
  platform: NodeJS.Platform
  arch: string
  /** Whether this process may do everything (uid 0); always false on Windows. */
  root: boolean
  env: Record<string, string | undefined>
  home: string
  /** A folder of the project that no one keeps: `node_modules/.cache/watchdeck-browser`. */
  cache: string
  /** Playwright's command line, run by this very Node. */
  playwrightCli: string
  /** Where Playwright keeps the Chromium of its own version, there or not. */
  playwrightChromium: string
  exists(path: string): boolean
  /** The file behind symbolic links; only asked of paths that exist. */
  realPath(path: string): string
  write(path: string, text: string): void
  /** Moves a folder; what stood at the target is replaced. */
  move(from: string, to: string): void
  run(command: string, args: readonly string[], options: RunOptions): Promise<Outcome>
  /** Whether any HTTP answer at all comes within `limit` milliseconds. */
  reachable(url: string, limit: number): Promise<boolean>
  prove(browser: Browser): Promise<Proof>
  say(line: string): void
}

/** Joins a path the way the given machine writes paths. */
export function pathOn(machine: Pick<Machine, 'platform'>, ...parts: string[]): string {
  return (machine.platform === 'win32' ? win32 : posix).join(...parts)
}

const project = fileURLToPath(new URL('../..', import.meta.url))
const KEPT_OUTPUT = 4_000

function run(command: string, args: readonly string[], options: RunOptions): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.limit,
      env: { ...process.env, ...options.env },
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    })
    let output = ''
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-KEPT_OUTPUT)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => resolve({ ok: false, output: error.message }))
    child.on('close', (code) => resolve({ ok: code === 0, output }))
  })
}

async function reachable(url: string, limit: number): Promise<boolean> {
  try {
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(limit) })
    return true
  } catch {
    return false
  }
}

export async function thisMachine(): Promise<Machine> {
  const { chromium } = await import('@playwright/test')
  return {
    platform: process.platform,
    arch: process.arch,
    root: process.getuid?.() === 0,
    env: process.env,
    home: homedir(),
    cache: join(project, 'node_modules', '.cache', 'watchdeck-browser'),
    playwrightCli: join(project, 'node_modules', '@playwright', 'test', 'cli.js'),
    playwrightChromium: chromium.executablePath(),
    exists: existsSync,
    realPath: realpathSync,
    write(path, text) {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text)
    },
    move(from, to) {
      rmSync(to, { recursive: true, force: true })
      renameSync(from, to)
    },
    run,
    reachable,
    prove,
    say: (line) => console.log(`[browser] ${line}`),
  }
}
