// What each way to a browser offers and refuses, on machines that are made up.
import { describe, expect, test } from 'vitest'
import { aptBrowser } from '../../browser-finder/apt.ts'
import { fetchedBrowser } from '../../browser-finder/fetched.ts'
import { installedBrowser, usualPlaces } from '../../browser-finder/installed.ts'
import { namedBrowser } from '../../browser-finder/named.ts'
import { playwrightBrowser } from '../../browser-finder/playwright.ts'
import { PLAYWRIGHT, FETCHED, type MadeUp, machineWith, offersOf, pathsOf } from './made-up-machine.ts'

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
