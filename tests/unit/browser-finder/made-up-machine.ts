// A machine that is made up: what it has, what works there, and what was asked of it.
import type { Machine, Outcome } from '../../browser-finder/machine.ts'
import type { Proof } from '../../browser-finder/proof.ts'
import { search } from '../../browser-finder/search.ts'
import type { Offer, Strategy } from '../../browser-finder/strategy.ts'

export const PLAYWRIGHT = '/home/me/.cache/ms-playwright/chrome'
export const WORKS = { works: true, version: '140.0', textWidth: 70 } satisfies Proof
export const FETCHED = '/project/cache/sparticuz-chromium-147-0-0/unpacked/chromium'

export interface MadeUp extends Machine {
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

export function machineWith(wishes: Wishes & Partial<Machine> = {}): MadeUp {
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

export async function offersOf(strategy: Strategy, machine: Machine): Promise<Offer[]> {
  const offers: Offer[] = []
  for await (const offer of strategy(machine)) offers.push(offer)
  return offers
}

export const pathsOf = (offers: Offer[]) =>
  offers.map((offer) => ('browser' in offer ? offer.browser.executablePath : offer.refusal))

export async function taken(machine: Machine): Promise<string> {
  return (await search(machine)).executablePath
}
