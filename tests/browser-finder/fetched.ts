// A Chromium out of an npm package, for a Linux where nothing may be installed: it needs no root, and brings
// the libraries and the font that a bare machine lacks. Fetched on demand only, for it is 69 MB.
import { pathOn, type Machine } from './machine.ts'
import { browserAt, lastLine, type Strategy } from './strategy.ts'

/** The last version that runs on Node 20. */
const PACKAGE = '@sparticuz/chromium@147.0.0'
/** Makes the package unpack its libraries; read by the package itself. */
const RUNTIME = { AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' }
/** npm itself tries again after ten seconds and after sixty: minutes for a network that is closed. */
const IMPATIENT = ['--fetch-retries=1', '--fetch-retry-mintimeout=500', '--fetch-retry-maxtimeout=1000']
const ANSWER_LIMIT = 10_000
const FETCH_LIMIT = 15 * 60_000
const UNPACK_LIMIT = 2 * 60_000
const UNPACK = "import('@sparticuz/chromium').then((module) => module.default.executablePath())"

function fontsConf(unpacked: string): string {
  const own = unpacked.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${own}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${own}/fonts-cache</cachedir>
</fontconfig>
`
}

/** Fetches and unpacks the package; the reason when that was not possible. */
async function fetchInto(machine: Machine, folder: string, unpacked: string): Promise<string | undefined> {
  const asked = await machine.run('npm', ['view', PACKAGE, 'version', '--prefer-online', ...IMPATIENT], {
    limit: ANSWER_LIMIT,
  })
  if (!asked.ok) return `the npm registry does not offer ${PACKAGE}: ${lastLine(asked.output)}`
  machine.say(`fetching ${PACKAGE} (69 MB)`)
  const installed = await machine.run(
    'npm',
    [
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      ...IMPATIENT,
      PACKAGE,
    ],
    { limit: FETCH_LIMIT },
  )
  if (!installed.ok) return `npm could not fetch ${PACKAGE}: ${lastLine(installed.output)}`
  // Unpacked beside its place and moved there when whole: a run that was cut off leaves no half browser.
  const half = `${unpacked}-${process.pid}`
  machine.write(pathOn(machine, half, 'fonts.conf'), fontsConf(unpacked))
  const done = await machine.run(process.execPath, ['--eval', UNPACK], {
    cwd: folder,
    env: { ...RUNTIME, TMPDIR: half },
    limit: UNPACK_LIMIT,
  })
  if (!done.ok) return `${PACKAGE} could not be unpacked: ${lastLine(done.output)}`
  machine.move(half, unpacked)
  return undefined
}

export const fetchedBrowser: Strategy = async function* (machine) {
  const from = 'the Chromium of an npm package'
  if (machine.platform !== 'linux' || machine.arch !== 'x64') {
    yield { from, refusal: `there is none for ${machine.platform} ${machine.arch}` }
    return
  }
  const folder = pathOn(machine, machine.cache, PACKAGE.replace(/\W+/g, '-').replace(/^-/, ''))
  const unpacked = pathOn(machine, folder, 'unpacked')
  const executable = pathOn(machine, unpacked, 'chromium')
  if (!machine.exists(executable)) {
    const reason = await fetchInto(machine, folder, unpacked)
    if (reason !== undefined) {
      yield { from, refusal: reason }
      return
    }
  }
  const environment = {
    ...RUNTIME,
    LD_LIBRARY_PATH: pathOn(machine, unpacked, 'al2023', 'lib'),
    FONTCONFIG_FILE: pathOn(machine, unpacked, 'fonts.conf'),
  }
  yield { from, browser: browserAt(machine, executable, environment) }
}
