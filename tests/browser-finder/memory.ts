// Remembers the browser that was found, so that Vitest, Playwright and its workers search once between them.
// A memory counts only while the same machine would be searched and the same file stands there.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Machine } from './machine.ts'
import type { Browser } from './proof.ts'

/** Carries the browser to child processes; the file carries it to the next command. */
export const VARIABLE = 'WATCHDECK_TEST_BROWSER'

interface Memory {
  browser: Browser
  /** What decided the search, and the very file found. */
  stamp: string
}

function stampOf(machine: Machine, browser: Browser): string | undefined {
  const file = statSync(browser.executablePath, { throwIfNoEntry: false })
  if (file === undefined) return undefined
  const { CHROME_PATH, PATH, Path } = machine.env
  return JSON.stringify([CHROME_PATH, PATH ?? Path, machine.root, file.size, file.mtimeMs])
}

const fileOf = (machine: Machine) => join(machine.cache, 'found.json')

function parse(text: string | undefined): Memory | undefined {
  try {
    const memory = JSON.parse(text ?? '') as Partial<Memory>
    return memory.browser && memory.stamp ? { browser: memory.browser, stamp: memory.stamp } : undefined
  } catch {
    return undefined
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

export function recall(machine: Machine): Browser | undefined {
  const memory = parse(machine.env[VARIABLE]) ?? parse(readText(fileOf(machine)))
  return memory && memory.stamp === stampOf(machine, memory.browser) ? memory.browser : undefined
}

export function remember(machine: Machine, browser: Browser): void {
  const stamp = stampOf(machine, browser)
  if (stamp === undefined) return
  const text = JSON.stringify({ browser, stamp } satisfies Memory)
  machine.env[VARIABLE] = text
  mkdirSync(dirname(fileOf(machine)), { recursive: true })
  writeFileSync(fileOf(machine), text)
}
