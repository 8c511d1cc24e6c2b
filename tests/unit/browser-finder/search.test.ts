// The search for a browser on machines that are made up: its order, what a person is told, what is remembered.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { recall, remember, VARIABLE } from '../../browser-finder/memory.ts'
import type { Browser, Proof } from '../../browser-finder/proof.ts'
import { search } from '../../browser-finder/search.ts'
import { PLAYWRIGHT, WORKS, FETCHED, machineWith, taken } from './made-up-machine.ts'

describe('the order', () => {
  const everything = ['/named', '/usr/bin/chromium', PLAYWRIGHT, FETCHED]
  const env = { CHROME_PATH: '/named' }

  test('what somebody named comes first', async () => {
    expect(await taken(machineWith({ files: everything, env }))).toBe('/named')
  })

  test('then what the machine has, then what Playwright has, then what was fetched', async () => {
    const left = everything.slice(1)
    const order: string[] = []
    while (left.length > 0) {
      order.push(await taken(machineWith({ files: left })))
      left.shift()
    }
    expect(order).toEqual(['/usr/bin/chromium', PLAYWRIGHT, FETCHED])
  })

  test('nothing is fetched or installed while an earlier browser works', async () => {
    const machine = machineWith({ files: ['/usr/bin/chromium'], root: true, env: { CI: 'true' } })
    await search(machine)
    expect(machine.commands).toEqual([])
  })

  test('a browser that does not start is passed over aloud', async () => {
    const machine = machineWith({
      files: everything,
      env,
      proofs: { '/named': { works: false, reason: 'missing libnss3.so' } },
    })
    expect(await taken(machine)).toBe('/usr/bin/chromium')
    expect(machine.said).toContain('passing over CHROME_PATH (/named): does not start: missing libnss3.so')
  })
})

describe('when nothing is left', () => {
  test('a person on Linux reads what was tried and which command to run', async () => {
    const failure = await search(machineWith()).catch((error: unknown) => String(error))
    expect(failure).toMatch(/^NoBrowser: No browser to test with\.\n/)
    expect(failure).toContain("Playwright's own Chromium: https://cdn.playwright.dev does not answer")
    expect(failure).toContain('it went wrong')
    expect(failure).toContain('sudo apt-get install chromium fonts-dejavu-core')
  })

  test('a person elsewhere is not told to use apt', async () => {
    const machine = machineWith({ platform: 'darwin', arch: 'arm64' })
    const failure = await search(machine).catch((error: unknown) => String(error))
    expect(failure).toContain('install Chrome, or run: npx playwright install chromium')
    expect(failure).not.toContain('apt-get')
  })
})

describe('a machine without fonts', () => {
  const noFont: Proof = { works: true, version: '140.0', textWidth: 0 }
  const proofs = { '/usr/bin/chromium': noFont }
  const files = ['/usr/bin/chromium', '/usr/bin/apt-get']

  test("on somebody's own machine its browser is passed over and nothing is installed", async () => {
    const machine = machineWith({ files, proofs, root: true })
    await expect(search(machine)).rejects.toThrow('install fonts-dejavu-core')
    expect(machine.commands.filter((line) => line.startsWith('apt-get'))).toEqual([])
  })

  test('root in CI installs one and tries the browser again', async () => {
    const fonts = { ...proofs }
    const install = () => void (fonts['/usr/bin/chromium'] = WORKS)
    const machine = machineWith({
      files,
      root: true,
      env: { CI: 'true' },
      commands: { 'apt-get update': () => undefined, 'apt-get install': install },
      prove: async ({ executablePath }: Browser) => fonts[executablePath as keyof typeof fonts],
    })
    expect(await taken(machine)).toBe('/usr/bin/chromium')
    expect(machine.commands).toEqual([
      'apt-get update',
      'apt-get install -y --no-install-recommends fonts-dejavu-core',
    ])
  })
})

describe('what was found is remembered', () => {
  function found() {
    const cache = mkdtempSync(join(tmpdir(), 'watchdeck-'))
    onTestFinished(() => rmSync(cache, { recursive: true }))
    const executablePath = join(cache, 'chrome')
    writeFileSync(executablePath, 'a browser')
    const machine = machineWith({ cache, env: { PATH: '/bin' } })
    const browser: Browser = { executablePath, args: ['--no-sandbox'], env: {} }
    remember(machine, browser)
    return { machine, browser }
  }

  test('by the processes this one starts, and by the next command', () => {
    const { machine, browser } = found()
    expect(recall(machine)).toEqual(browser)
    expect(recall({ ...machine, cache: '/nowhere' })).toEqual(browser)
    expect(recall({ ...machine, env: { PATH: '/bin' } })).toEqual(browser)
  })

  test('until the file changes or goes', () => {
    const { machine, browser } = found()
    writeFileSync(browser.executablePath, 'another browser')
    expect(recall(machine)).toBeUndefined()
    rmSync(browser.executablePath)
    expect(recall(machine)).toBeUndefined()
  })

  test('until somebody names another', () => {
    const { machine } = found()
    expect(recall({ ...machine, env: { ...machine.env, CHROME_PATH: '/other' } })).toBeUndefined()
  })

  test('and a memory that cannot be read is none', () => {
    expect(recall(machineWith({ env: { [VARIABLE]: '{"browser":' } }))).toBeUndefined()
  })
})
