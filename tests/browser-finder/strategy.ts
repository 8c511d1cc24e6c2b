// The shape of one way to come by a browser, and what all ways have in common.
import type { Machine } from './machine.ts'
import type { Browser } from './proof.ts'

/** A browser worth a try, or why there is none; `from` says where it was looked for. */
export type Offer = { from: string; browser: Browser } | { from: string; refusal: string }

/** Offers browsers one by one, so that nothing is fetched while an earlier one works. */
export type Strategy = (machine: Machine) => AsyncIterable<Offer>

/** Keeps the browser quiet on a closed network; Chromium run by root refuses to start with its sandbox. */
export function browserArgs(machine: Machine): string[] {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync']
  return machine.root && machine.platform === 'linux' ? ['--no-sandbox', ...quiet] : quiet
}

export function browserAt(
  machine: Machine,
  executablePath: string,
  env: Record<string, string> = {},
): Browser {
  return { executablePath, args: browserArgs(machine), env }
}

/** The last line of a command's output that says something; npm ends with the place of its log. */
export function lastLine(output: string): string {
  const lines = output.split('\n').map((line) => line.trim())
  return lines.findLast((line) => line !== '' && !line.includes('complete log')) ?? ''
}
