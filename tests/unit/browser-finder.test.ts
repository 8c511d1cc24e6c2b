// The search for a browser on machines that are made up: its order, each refusal, and what a person is told.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { aptBrowser } from '../browser-finder/apt.ts'
import { fetchedBrowser } from '../browser-finder/fetched.ts'
import { installedBrowser, usualPlaces } from '../browser-finder/installed.ts'
import type { Machine, Outcome } from '../browser-finder/machine.ts'
import { recall, remember, VARIABLE } from '../browser-finder/memory.ts'
import { namedBrowser } from '../browser-finder/named.ts'
import { playwrightBrowser } from '../browser-finder/playwright.ts'
import type { Browser, Proof } from '../browser-finder/proof.ts'
import { search } from '../browser-finder/search.ts'
import type { Offer, Strategy } from '../browser-finder/strategy.ts'

const PLAYWRIGHT = '/home/me/.cache/ms-playwright/chrome'
const WORKS: Proof = { works: true, version: '140.0', textWidth: 70 }
const FETCHED = '/project/cache/sparticuz-chromium-147-0-0/unpacked/chromium'

interface MadeUp extends Machine {
  files: Set<string>
  commands: string[]
  said: string[]
}

interface Wishes {
  files?: string[]
  proofs?: Record<string, Proof>
  /** What a command does, found by how its line begins; one without a wish fails. */
  commands?: Record<string, (machine: MadeUp) => void>
}

function machineWith(wishes: Wishes & Partial<Machine> = {}): MadeUp {
  const { files = [], proofs = {}, commands = {}, ...rest } = wishes
  const machine: MadeUp = {
    platform: 'linux',
    arch: 'x64',
    root: false,
    env: {},
    home: '/home/me',
    cache: '/project/cache',
    playwrightCli: '/project/playwright.js',
    playwrightChromium: PLAYWRIGHT,
    files: new Set(files),
    commands: [],
    said: [],
    exists: (path) => machine.files.has(path),
    realPath: (path) => path,
    write: (path) => void machine.files.add(path),
    move: (_from, to) => void machine.files.add(`${to}/chromium`),
    reachable: async () => false,
    prove: async ({ executablePath }) => proofs[executablePath] ?? WORKS,
    say: (line) => void machine.said.push(line),
    async run(command, args): Promise<Outcome> {
      const name = command
        .split(/[\\/]/)
        .at(-1)
        ?.replace(/\.exe$/, '')
      const line = [name, ...args].join(' ')
      machine.commands.push(line)
      const wish = Object.entries(commands).find(([beginning]) => line.startsWith(beginning))
      wish?.[1](machine)
      return wish ? { ok: true, output: '' } : { ok: false, output: 'noise\nit went wrong\n' }
    },
    ...rest,
  }
  return machine
}

async function offersOf(strategy: Strategy, machine: Machine): Promise<Offer[]> {
  const offers: Offer[] = []
  for await (const offer of strategy(machine)) offers.push(offer)
  return offers
}

const pathsOf = (offers: Offer[]) =>
  offers.map((offer) => ('browser' in offer ? offer.browser.executablePath : offer.refusal))

async function taken(machine: Machine): Promise<string> {
  return (await search(machine)).executablePath
}

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

describe('CHROME_PATH', () => {
  test('without it nothing is offered, and nothing is said', async () => {
    expect(await offersOf(namedBrowser, machineWith())).toEqual([])
  })

  test('a file that is not there is refused', async () => {
    const machine = machineWith({ env: { CHROME_PATH: '/gone' } })
    expect(await offersOf(namedBrowser, machine)).toEqual([
      { from: 'CHROME_PATH (/gone)', refusal: 'there is no such file' },
    ])
  })
})

describe('a browser of the machine', () => {
  test('on Linux the PATH comes before the usual places, and root needs --no-sandbox', async () => {
    const machine = machineWith({
      root: true,
      env: { PATH: '/opt/mine:/bin' },
      files: ['/opt/google/chrome/chrome', '/opt/mine/chromium'],
    })
    const offers = await offersOf(installedBrowser, machine)
    expect(pathsOf(offers)).toEqual(['/opt/mine/chromium', '/opt/google/chrome/chrome'])
    expect(offers[0]).toMatchObject({ browser: { args: expect.arrayContaining(['--no-sandbox']) } })
  })

  test('without root the sandbox stays, and the browser is kept quiet', async () => {
    const [offer] = await offersOf(installedBrowser, machineWith({ files: ['/snap/bin/chromium'] }))
    expect(offer).toMatchObject({
      browser: {
        args: ['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      },
    })
  })

  test('links to one file are one browser', async () => {
    const machine = machineWith({
      env: { PATH: '/usr/bin:/bin' },
      files: ['/usr/bin/chromium', '/bin/chromium'],
      realPath: () => '/usr/bin/chromium',
    })
    expect(pathsOf(await offersOf(installedBrowser, machine))).toEqual(['/usr/bin/chromium'])
  })

  test('on macOS applications are looked for in both folders', () => {
    const places = usualPlaces(machineWith({ platform: 'darwin' }))
    expect(places[0]).toBe('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
    expect(places).toContain('/home/me/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge')
  })

  test('on Windows the folders come from the environment', () => {
    const env = { ProgramFiles: 'C:\\Program Files', Path: 'C:\\Tools' }
    const places = usualPlaces(machineWith({ platform: 'win32', env }))
    expect(places[0]).toBe('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe')
    expect(places).toContain('C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe')
    expect(places).toContain('C:\\Tools\\chrome.exe')
  })

  test('a machine without one says so', async () => {
    expect(pathsOf(await offersOf(installedBrowser, machineWith()))[0]).toContain(
      'no Chrome, Chromium or Edge',
    )
  })
})

describe("Playwright's own browser", () => {
  const reachable = async () => true

  test('on a closed network nothing is downloaded', async () => {
    const machine = machineWith()
    expect(pathsOf(await offersOf(playwrightBrowser, machine))).toEqual([
      'https://cdn.playwright.dev does not answer',
    ])
    expect(machine.commands).toEqual([])
  })

  test('on an open one it is downloaded', async () => {
    const commands = { node: (machine: MadeUp) => void machine.files.add(PLAYWRIGHT) }
    const machine = machineWith({ reachable, commands })
    expect(pathsOf(await offersOf(playwrightBrowser, machine))).toEqual([PLAYWRIGHT])
    expect(machine.commands).toEqual(['node /project/playwright.js install --no-shell chromium'])
  })

  test('a download that fails is refused with its last word', async () => {
    const machine = machineWith({ reachable })
    expect(pathsOf(await offersOf(playwrightBrowser, machine))).toEqual([
      'the download failed: it went wrong',
    ])
  })

  test('behind a proxy the host is not asked beforehand', async () => {
    const machine = machineWith({ env: { HTTPS_PROXY: 'http://proxy:3128' } })
    await offersOf(playwrightBrowser, machine)
    expect(machine.commands).toEqual(['node /project/playwright.js install --no-shell chromium'])
  })

  test('a mirror is asked instead of the usual host', async () => {
    const machine = machineWith({ env: { PLAYWRIGHT_DOWNLOAD_HOST: 'https://mirror' } })
    expect(pathsOf(await offersOf(playwrightBrowser, machine))).toEqual(['https://mirror does not answer'])
  })

  test('a download that somebody forbade is not tried', async () => {
    const machine = machineWith({ reachable, env: { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' } })
    await offersOf(playwrightBrowser, machine)
    expect(machine.commands).toEqual([])
  })
})

describe('the Chromium of an npm package', () => {
  const works = () => undefined

  test('it comes with its own libraries and font', async () => {
    const [offer] = await offersOf(fetchedBrowser, machineWith({ files: [FETCHED] }))
    expect(offer).toMatchObject({
      browser: {
        executablePath: FETCHED,
        env: {
          AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x',
          LD_LIBRARY_PATH: '/project/cache/sparticuz-chromium-147-0-0/unpacked/al2023/lib',
          FONTCONFIG_FILE: '/project/cache/sparticuz-chromium-147-0-0/unpacked/fonts.conf',
        },
      },
    })
  })

  test('it is fetched once: asked for, installed, unpacked', async () => {
    const machine = machineWith({ commands: { npm: works, node: works } })
    expect(pathsOf(await offersOf(fetchedBrowser, machine))).toEqual([FETCHED])
    expect(pathsOf(await offersOf(fetchedBrowser, machine))).toEqual([FETCHED])
    expect(machine.commands.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'npm view',
      'npm install',
      'node --eval',
    ])
  })

  test.each([
    ['the registry does not answer', {}, 'the npm registry does not offer'],
    ['npm fails', { 'npm view': works }, 'npm could not fetch'],
    ['it cannot be unpacked', { npm: works }, 'could not be unpacked'],
  ])('when %s, that is the refusal', async (_case, commands, refusal) => {
    const machine = machineWith({ commands })
    expect(pathsOf(await offersOf(fetchedBrowser, machine))).toEqual([expect.stringContaining(refusal)])
  })

  test.each([
    ['darwin', 'x64'],
    ['linux', 'arm64'],
  ] as const)('there is none for %s %s', async (platform, arch) => {
    const machine = machineWith({ platform, arch, files: [FETCHED] })
    expect(pathsOf(await offersOf(fetchedBrowser, machine))).toEqual([
      `there is none for ${platform} ${arch}`,
    ])
  })
})

describe("Debian's packages", () => {
  const files = ['/usr/bin/apt-get']
  const ci = { CI: 'true' }
  const commands = { 'apt-get': () => undefined }

  test('root in CI installs Chromium and a font', async () => {
    const machine = machineWith({ files, root: true, env: ci, commands })
    expect(pathsOf(await offersOf(aptBrowser, machine))).toEqual(['/usr/bin/chromium'])
    expect(machine.commands.at(-1)).toContain('chromium fonts-dejavu-core')
  })

  test.each([
    ['on a machine without apt', { files: [], root: true, env: ci }, 'no apt'],
    ['without root', { files, root: false, env: ci }, 'only root'],
    ['on a machine that is not CI', { files, root: true, env: {} }, 'CI=true'],
  ])('%s nothing is installed', async (_case, wishes, refusal) => {
    const machine = machineWith({ ...wishes, commands })
    expect(pathsOf(await offersOf(aptBrowser, machine))).toEqual([expect.stringContaining(refusal)])
    expect(machine.commands).toEqual([])
  })

  test('what apt says last is the refusal', async () => {
    const machine = machineWith({ files, root: true, env: ci })
    expect(pathsOf(await offersOf(aptBrowser, machine))).toEqual(['apt failed: it went wrong'])
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
