// Debian's packages, installed only where that harms nobody: by root, on a machine that says it is CI.
import type { Machine, Outcome } from './machine.ts'
import { browserAt, lastLine, type Strategy } from './strategy.ts'

const APT = '/usr/bin/apt-get'
const INSTALL_LIMIT = 15 * 60_000
const CHROMIUM = '/usr/bin/chromium'
export const FONT_PACKAGE = 'fonts-dejavu-core'

/** Why apt must not or cannot be used here; `undefined` when it may. */
export function aptRefusal(machine: Machine): string | undefined {
  if (machine.platform !== 'linux' || !machine.exists(APT)) return 'there is no apt here'
  if (!machine.root) return 'only root may install packages'
  if (machine.env['CI'] !== 'true') return 'nothing is installed on a machine that is not CI (CI=true)'
  return undefined
}

export async function aptInstall(machine: Machine, packages: readonly string[]): Promise<Outcome> {
  machine.say(`installing ${packages.join(', ')} with apt`)
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, limit: INSTALL_LIMIT }
  const updated = await machine.run(APT, ['update'], options)
  if (!updated.ok) return updated
  return machine.run(APT, ['install', '-y', '--no-install-recommends', ...packages], options)
}

export const aptBrowser: Strategy = async function* (machine) {
  const from = "Debian's chromium"
  const refusal = aptRefusal(machine)
  if (refusal !== undefined) {
    yield { from, refusal }
    return
  }
  const installed = await aptInstall(machine, ['chromium', FONT_PACKAGE])
  if (installed.ok) yield { from, browser: browserAt(machine, CHROMIUM) }
  else yield { from, refusal: `apt failed: ${lastLine(installed.output)}` }
}
