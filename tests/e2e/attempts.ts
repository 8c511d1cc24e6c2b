// How often a page asks a backend: what loops shows in these counts (rule C3).
import { expect, type Page } from '@playwright/test'
import type { Telemetry } from './telemetry.ts'

/** Counts from now on the requests and the opened sockets whose paths contain these. */
export function countAttempts<Name extends string>(
  page: Page,
  paths: Readonly<Record<Name, string>>,
): Record<Name, number> {
  const names = Object.keys(paths) as Name[]
  const counted = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>
  const count = (asked: { url: () => string }): void => {
    const { pathname } = new URL(asked.url())
    for (const name of names) if (pathname.includes(paths[name])) counted[name]++
  }
  page.on('request', count)
  page.on('websocket', count)
  return counted
}

/** While so many samples pass, whatever loops would have gone round. */
export async function letSamplesPass(telemetry: Telemetry): Promise<void> {
  telemetry.countUp()
  await expect.poll(telemetry.counted).toBeGreaterThan(15)
}
